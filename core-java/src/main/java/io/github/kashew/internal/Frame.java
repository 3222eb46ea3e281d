package io.github.kashew.internal;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import io.github.kashew.internal.Unreadable.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The bytes around an envelope: magic byte, version, key id, check, body. docs/format.md is their specification.
 *
 * <p>Nothing of the body is looked at before the check held.
 */
final class Frame {

    /** The first byte of every frame. No number in ASCII decimal and no UTF-8 text begins with it and goes on as a frame. */
    static final byte MAGIC = (byte) 0xCA;

    static final byte VERSION = 1;

    /** How many bytes there are before the check: magic byte, version, key id. */
    static final int PREFIX = 2 + Integer.BYTES;

    private final Seal sealing;
    private final List<Seal> accepted;

    /**
     * Makes a frame of one configuration.
     *
     * @param accepted the seals that are read; the first one seals what is written
     */
    Frame(List<Seal> accepted) {
        this.sealing = accepted.get(0);
        this.accepted = List.copyOf(accepted);
    }

    /** Returns the frame of a body. */
    byte[] wrap(String key, MessageLite body) {
        int start = PREFIX + sealing.length();
        byte[] frame = new byte[Math.addExact(start, body.getSerializedSize())];
        ByteBuffer.wrap(frame).put(MAGIC).put(VERSION).putInt(sealing.keyId());
        CodedOutputStream to = CodedOutputStream.newInstance(frame, start, frame.length - start);
        try {
            body.writeTo(to);
        } catch (IOException impossible) {
            throw new IllegalStateException("the message changed while it was written", impossible);
        }
        to.checkNoSpaceLeft();
        System.arraycopy(sealing.check(frame, withLength(key)), 0, frame, PREFIX, sealing.length());
        return frame;
    }

    /**
     * Returns the body of a frame whose check holds.
     *
     * @throws Unreadable if it does not
     */
    ByteString unwrap(String key, byte[] frame) {
        if (frame.length < PREFIX || frame[0] != MAGIC) {
            throw new Unreadable(Reason.DAMAGED, "the bytes are not those of a stored value");
        }
        if (frame[1] != VERSION) {
            throw new Unreadable(Reason.FOREIGN, "version " + frame[1] + " of the format is not known here");
        }
        Seal seal = seal(ByteBuffer.wrap(frame).getInt(2));
        int start = PREFIX + seal.length();
        if (frame.length < start) {
            throw new Unreadable(Reason.DAMAGED, "the bytes end within the check");
        }
        ByteBuffer expected = ByteBuffer.wrap(seal.check(frame, withLength(key)));
        byte[] found = new byte[seal.length()];
        System.arraycopy(frame, PREFIX, found, 0, found.length);
        if (!MessageDigest.isEqual(expected.array(), found)) {
            throw new Unreadable(
                    Reason.DAMAGED, seal.keyId() == 0 ? "the checksum is wrong" : "the signature is wrong");
        }
        return UnsafeByteOperations.unsafeWrap(frame, start, frame.length - start);
    }

    private Seal seal(int keyId) {
        for (Seal seal : accepted) {
            if (seal.keyId() == keyId) {
                return seal;
            }
        }
        throw new Unreadable(
                Reason.FOREIGN,
                keyId == 0
                        ? "the bytes are not signed, and this route has a secret"
                        : "the bytes are signed with a secret or a digest that this route does not have");
    }

    private static byte[] withLength(String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
