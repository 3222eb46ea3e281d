package io.github.kashew.samples.jdk;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The number of names in a long list, and a few of them: spread over the list, because neighbours are alike. */
final class Excerpt {
    private static final int SHOWN = 3;

    private Excerpt() {}

    /** Returns a line such as {@code 188 types, among them} and up to three names, one on each further line. */
    static List<String> lines(List<String> names, String noun) {
        String count = String.format(Locale.ROOT, "%,d %s", names.size(), noun);
        if (names.isEmpty()) {
            return List.of(count);
        }
        int shown = Math.min(SHOWN, names.size());
        Stream<String> some = IntStream.range(0, shown)
                .mapToObj(i -> "  " + names.get((int) ((2L * i + 1) * names.size() / (2L * shown))));
        return Stream.concat(Stream.of(count + (shown < names.size() ? ", among them" : ":")), some)
                .toList();
    }
}
