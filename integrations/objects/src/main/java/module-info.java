import io.github.kashew.codec.Codec;
import io.github.kashew.objects.ObjectCodec;

/** The default codec of Kashew for objects. */
module io.github.kashew.objects {
    requires transitive io.github.kashew;
    requires com.google.protobuf;
    requires org.objenesis;
    requires static org.jspecify;

    exports io.github.kashew.objects;

    provides Codec with
            ObjectCodec;
}
