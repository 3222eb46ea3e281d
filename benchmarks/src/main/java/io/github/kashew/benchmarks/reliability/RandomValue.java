package io.github.kashew.benchmarks.reliability;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A random argument of a call, with a text of its own making that is equal exactly for arguments that keys may confuse.
 *
 * @param value the argument
 * @param identity the text: what it is, and its content after its length
 */
record RandomValue(@Nullable Object value, String identity) {

    private static final String[] ALPHABET = {
        ":", "{", "}", "*", "?", "[", "]", "%", "\\", ",", "\n", "\0", "a", "1", "😀"
    };
    private static final int LONGEST = 8;

    static RandomValue next(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> new RandomValue(null, "null");
            case 1 -> text((long) random.nextInt(100));
            case 2 -> text(random.nextInt(100));
            case 3 -> text(random.nextBoolean());
            case 4 -> text((double) random.nextInt(10));
            case 5 -> list(random);
            case 6 -> bytes(random);
            case 7 -> optional(random);
            default -> text(nextText(random));
        };
    }

    private static String nextText(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(LONGEST + 1); i > 0; i--) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }

    /** Numbers, booleans and texts of the same text are equal. */
    private static RandomValue text(Object value) {
        return new RandomValue(value, framed("text", value.toString()));
    }

    private static RandomValue list(RandomGenerator random) {
        List<@Nullable Object> values = new ArrayList<>();
        StringBuilder identities = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            String text = nextText(random);
            values.add(text);
            identities.append(framed("text", text));
        }
        return new RandomValue(values, framed("list", identities.toString()));
    }

    private static RandomValue bytes(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(3)];
        random.nextBytes(bytes);
        return new RandomValue(bytes, framed("bytes", HexFormat.of().formatHex(bytes)));
    }

    private static RandomValue optional(RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return new RandomValue(Optional.empty(), "empty");
        }
        String text = nextText(random);
        return new RandomValue(Optional.of(text), framed("optional", text));
    }

    private static String framed(String kind, String content) {
        return kind + content.length() + ":" + content;
    }
}
