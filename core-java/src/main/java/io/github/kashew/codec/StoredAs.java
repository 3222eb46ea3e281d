package io.github.kashew.codec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which a class takes part in fingerprints, in place of its own.
 *
 * <p>With the name that a class had before it was renamed or moved, what was stored before stays readable, as long as its
 * fields are the same. A class that is kept to read an older shape, for a migration, has the name of the present class. Codecs
 * whose types have names of their own, such as those of Protocol Buffers and kotlinx.serialization, do not look at it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredAs {

    /** Returns the binary name of the class, for example {@code com.acme.User} or {@code com.acme.Shop$Order}. */
    String value();
}
