package io.github.kashew.internal.natives;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A text of all messages and enums that a message leads to: equal wherever the schema is, in whatever order it is written. */
final class MessageShape {

    private final Map<String, String> parts = new TreeMap<>();

    private MessageShape() {}

    static String of(Descriptor root) {
        MessageShape shape = new MessageShape();
        shape.add(root);
        return "protobuf " + root.getFullName() + " " + shape.parts;
    }

    private void add(Descriptor message) {
        if (parts.containsKey(message.getFullName())) {
            return;
        }
        parts.put(
                message.getFullName(),
                message.getFields().stream()
                        .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
                        .map(MessageShape::text)
                        .collect(Collectors.joining(",")));
        for (FieldDescriptor field : message.getFields()) {
            switch (field.getJavaType()) {
                case MESSAGE -> add(field.getMessageType());
                case ENUM -> add(field.getEnumType());
                default -> {
                    // a scalar is described where it is used
                }
            }
        }
    }

    private void add(EnumDescriptor constants) {
        parts.put(
                constants.getFullName(),
                constants.getValues().stream()
                        .sorted(Comparator.comparingInt(EnumValueDescriptor::getNumber)
                                .thenComparing(EnumValueDescriptor::getName))
                        .map(value -> value.getNumber() + " " + value.getName())
                        .collect(Collectors.joining(",")));
    }

    private static String text(FieldDescriptor field) {
        String type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name();
        };
        return field.getNumber() + " " + field.getName() + " " + (field.isRepeated() ? "repeated " : "")
                + (field.hasPresence() ? "optional " : "") + type;
    }
}
