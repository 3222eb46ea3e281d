package io.github.kashew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.github.kashew.internal.Unreadable.Reason;
import io.github.kashew.internal.envelope.Envelope;
import io.github.kashew.internal.envelope.Envelope.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The frame of stored bytes")
class FrameTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_SECRET = "another secret of some length";
    private static final int MUTATIONS = 100_000;

    static Stream<Seal> seals() {
        return Stream.concat(
                Stream.of(new Checksum()),
                Arrays.stream(Digest.values()).map(digest -> new SecretSeal(digest, SECRET)));
    }

    private static Frame frame(Seal... seals) {
        return new Frame(List.of(seals));
    }

    private static Envelope body(int size) {
        return Envelope.newBuilder()
                .setKind(Kind.VALUE)
                .setCodec("native")
                .setFingerprint(size)
                .setExpiresAt(Long.MAX_VALUE)
                .setPayload(ByteString.copyFrom(new byte[size]))
                .build();
    }

    private static void assertRefused(Frame frame, String key, byte[] bytes) {
        assertThatThrownBy(() -> frame.unwrap(key, bytes)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("seals")
    @DisplayName("gives back the body that it was given")
    void roundTrip(Seal seal) throws Exception {
        Frame frame = frame(seal);
        for (int size = 0; size < 50; size++) {
            byte[] bytes = frame.wrap("k", body(size));
            assertThat(Envelope.parseFrom(frame.unwrap("k", bytes))).isEqualTo(body(size));
        }
    }

    @ParameterizedTest
    @MethodSource("seals")
    @DisplayName("V01, V06, V07, G-S1: no flipped bit and no truncation of 50 frames is accepted")
    void everyBit(Seal seal) {
        Frame frame = frame(seal);
        for (int size = 0; size < 50; size++) {
            byte[] bytes = frame.wrap("k", body(size));
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused(frame, "k", flipped);
            }
            for (int length = 0; length < bytes.length; length++) {
                assertRefused(frame, "k", Arrays.copyOf(bytes, length));
            }
            assertRefused(frame, "k", Arrays.copyOf(bytes, bytes.length + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("seals")
    @DisplayName("V01, G-S1: none of 100,000 random mutations is accepted, and nothing but a refusal is thrown")
    void mutations(Seal seal) {
        Frame frame = frame(seal);
        Random random = new Random(7);
        byte[] bytes = frame.wrap("k", body(20));
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = Arrays.copyOf(bytes, random.nextInt(8) == 0 ? random.nextInt(120) : bytes.length);
            for (int changes = random.nextInt(1, 4); changes > 0 && mutated.length > 0; changes--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                frame.unwrap("k", mutated);
                accepted += Arrays.equals(mutated, bytes) ? 0 : 1;
            } catch (Unreadable refused) {
                assertThat(refused.reason()).isIn(Reason.DAMAGED, Reason.FOREIGN);
            }
        }
        assertThat(accepted).isZero();
    }

    @ParameterizedTest
    @MethodSource("seals")
    @DisplayName("V02: bytes that were copied to another key are refused")
    void otherKey(Seal seal) {
        Frame frame = frame(seal);
        byte[] bytes = frame.wrap("a", body(1));
        assertRefused(frame, "b", bytes);
        assertRefused(frame, "", bytes);
    }

    @Test
    @DisplayName(
            "V03, V04, V05, G-S8: of all pairs of configured and stored algorithm and secret only equal ones are read")
    void downgrades() {
        List<Seal> all = new ArrayList<>(List.of(new Checksum()));
        for (Digest digest : Digest.values()) {
            all.add(new SecretSeal(digest, SECRET));
            all.add(new SecretSeal(digest, OTHER_SECRET));
            all.add(new SecretSeal(digest, SECRET + "x"));
        }
        for (Seal stored : all) {
            byte[] bytes = frame(stored).wrap("k", body(3));
            for (Seal configured : all) {
                Frame reader = frame(configured);
                if (stored == configured) {
                    assertThat(reader.unwrap("k", bytes)).isNotNull();
                } else {
                    assertThatThrownBy(() -> reader.unwrap("k", bytes))
                            .isInstanceOfSatisfying(
                                    Unreadable.class,
                                    refused -> assertThat(refused.reason()).isEqualTo(Reason.FOREIGN));
                }
            }
        }
    }

    @Test
    @DisplayName("V04: a frame that claims another key id is refused by the check of that key")
    void claimedKeyId() {
        Seal signing = new SecretSeal(Digest.SHA256, SECRET);
        Seal also = new SecretSeal(Digest.SHA256, OTHER_SECRET);
        byte[] forged = frame(also).wrap("k", body(3));
        java.nio.ByteBuffer.wrap(forged).putInt(2, signing.keyId());
        assertThatThrownBy(() -> frame(signing, also).unwrap("k", forged))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.DAMAGED));
    }

    @Test
    @DisplayName("V09: what an older secret signed is read while that secret is accepted, and not afterwards")
    void rotation() {
        Seal older = new SecretSeal(Digest.SHA256, SECRET);
        Seal newer = new SecretSeal(Digest.SHA256, OTHER_SECRET);
        byte[] old = frame(older).wrap("k", body(3));
        assertThat(frame(newer, older).unwrap("k", old)).isNotNull();
        assertThat(frame(older, newer).unwrap("k", frame(newer, older).wrap("k", body(3))))
                .isNotNull();
        assertRefused(frame(newer), "k", old);
    }

    @Test
    @DisplayName("V17: a newer version is refused as foreign, so that nobody overwrites it")
    void newerVersion() {
        Frame frame = frame(new Checksum());
        byte[] bytes = frame.wrap("k", body(3));
        bytes[1] = 2;
        assertThatThrownBy(() -> frame.unwrap("k", bytes))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.FOREIGN));
    }

    @Test
    @DisplayName("tells a number from a frame")
    void numerals() {
        assertThat(Numerals.isNumeral(frame(new Checksum()).wrap("k", body(3)))).isFalse();
        for (String text : List.of("0", "-1", "9223372036854775807", "-9223372036854775808")) {
            assertThat(Numerals.isNumeral(text.getBytes())).as(text).isTrue();
        }
        for (String text :
                List.of("", "-", "9223372036854775808", "1a", " 1", "+1", "1.0", "11111111111111111111111")) {
            assertThat(Numerals.isNumeral(text.getBytes())).as(text).isFalse();
        }
    }
}
