package io.github.kashew.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.github.kashew.codec.TypeCodec;
import io.github.kashew.error.CodecException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The codec of messages")
class ProtobufCodecTest {

    private final ProtobufCodec codec = new ProtobufCodec();

    @Test
    @DisplayName("messages come back equal")
    void roundTrip() {
        Message message = Struct.newBuilder()
                .putFields("name", Value.newBuilder().setStringValue("Ada").build())
                .build();
        TypeCodec<Message> structs = of(Struct.class);

        assertThat(structs.decode(ByteBuffer.wrap(structs.encode(message)))).isEqualTo(message);
    }

    @Test
    @DisplayName("generated classes are taken, and nothing else")
    void supported() {
        assertThat(codec.supports(Timestamp.class)).isTrue();
        assertThat(codec.supports(Message.class)).isFalse();
        assertThat(codec.supports(String.class)).isFalse();
        assertThatThrownBy(() -> codec.of(Message.class))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("com.google.protobuf.Message");
        assertThatThrownBy(() -> codec.of(DynamicMessage.class))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("protoc");
    }

    @Test
    @DisplayName("bytes of something else and nesting without end are refused")
    void hostileBytes() {
        TypeCodec<Message> values = of(Value.class);
        byte[] unended = {0x2a, 0x7f, 0x0a};

        assertThatThrownBy(() -> values.decode(ByteBuffer.wrap(unended))).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> values.decode(ByteBuffer.wrap(nested(200).toByteArray())))
                .isInstanceOf(CodecException.class);
    }

    @Test
    @DisplayName("a gained, lost, renamed, renumbered or retyped field is another shape; another order is not")
    void fingerprints() throws Exception {
        FieldDescriptorProto name = field("name", 1, FieldDescriptorProto.Type.TYPE_STRING);
        FieldDescriptorProto age = field("age", 2, FieldDescriptorProto.Type.TYPE_INT32);
        String before = shape(name, age);
        Set<String> others = Stream.of(
                        shape(name),
                        shape(name, age, field("size", 3, FieldDescriptorProto.Type.TYPE_INT32)),
                        shape(name, field("years", 2, FieldDescriptorProto.Type.TYPE_INT32)),
                        shape(name, field("age", 3, FieldDescriptorProto.Type.TYPE_INT32)),
                        shape(name, field("age", 2, FieldDescriptorProto.Type.TYPE_INT64)))
                .collect(Collectors.toSet());

        assertThat(shape(age, name)).isEqualTo(before);
        assertThat(others).hasSize(5).doesNotContain(before);
    }

    @Test
    @DisplayName("the fingerprint is equal in every process")
    void pinned() {
        assertThat(MessageShape.of(Timestamp.getDescriptor()))
                .isEqualTo("protobuf google.protobuf.Timestamp"
                        + " {google.protobuf.Timestamp=1 seconds INT64,2 nanos INT32}");
        assertThat(MessageShape.of(Struct.getDescriptor())).contains("google.protobuf.NullValue=0 NULL_VALUE");
    }

    private static Value nested(int depth) {
        Value value = Value.newBuilder().setBoolValue(true).build();
        for (int i = 0; i < depth; i++) {
            Value inner = value;
            value = Value.newBuilder()
                    .setListValue(ListValue.newBuilder().addValues(inner))
                    .build();
        }
        return value;
    }

    private static FieldDescriptorProto field(String name, int number, FieldDescriptorProto.Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .build();
    }

    private static String shape(FieldDescriptorProto... fields) throws Exception {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("user.proto")
                .setSyntax("proto3")
                .addMessageType(DescriptorProto.newBuilder().setName("User").addAllField(List.of(fields)))
                .build();
        return MessageShape.of(
                FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("User"));
    }

    @SuppressWarnings("unchecked")
    private TypeCodec<Message> of(Class<?> type) {
        return (TypeCodec<Message>) codec.of(type);
    }
}
