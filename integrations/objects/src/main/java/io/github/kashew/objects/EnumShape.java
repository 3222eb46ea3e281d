package io.github.kashew.objects;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of a constant in its enum; the names of all constants are in the fingerprint. */
record EnumShape(List<?> constants) implements Shape {

    @Override
    @SuppressWarnings("EnumOrdinal") // the fingerprint has all names in their order
    public void write(Output out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.none();
        } else {
            out.count(((Enum<?>) value).ordinal());
        }
    }

    @Override
    public @Nullable Object read(Input in) throws IOException {
        int index = in.stream().readUInt32() - 1;
        if (index < -1 || index >= constants.size()) {
            throw new IOException("no constant at " + index);
        }
        return index < 0 ? null : constants.get(index);
    }
}
