package io.github.kashew.objects;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one declared type are laid out in bytes.
 *
 * <p>A layout has no names and no lengths of objects in it: what follows what is known from the declared type. Every value
 * takes at least one byte, so that no count can promise more values than there are bytes.
 */
interface Shape {

    /**
     * Writes a value.
     *
     * @throws io.github.kashew.error.CodecException if the value is not one that the declared type accounts for
     */
    void write(Output out, @Nullable Object value) throws IOException;

    /** Reads what {@link #write} wrote. */
    @Nullable
    Object read(Input in) throws IOException;
}
