package io.github.kashew.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Detection;
import io.github.kashew.Detection.Source;
import io.github.kashew.Detection.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A row of a specification table; see {@code src/test/resources/strategies/README.md}.
 *
 * @param line the row as it is written
 * @param before what happened before
 * @param loads how the loads of two calls end
 * @param broken the methods of the backend that fail
 * @param answers what the two calls are answered
 * @param reported what is reported of each of them
 * @param commands what each of them issues
 * @param told what was told of differences
 */
record SpecifiedRow(
        String line,
        List<String> before,
        List<String> loads,
        List<String> broken,
        List<String> answers,
        List<List<String>> reported,
        List<List<String>> commands,
        List<String> told) {

    /** Reads a row. */
    static SpecifiedRow of(String line) {
        List<List<String>> cells =
                Arrays.stream(line.split("\\|")).map(SpecifiedRow::words).toList();
        List<String> loads = cells.get(1);
        return new SpecifiedRow(
                line.replaceAll(" +", " "),
                cells.get(0),
                List.of(loads.get(0), loads.get(loads.size() - 1)),
                cells.get(2),
                List.of(cells.get(3).get(0), cells.get(4).get(0)),
                cells.subList(5, 7),
                cells.subList(7, 9),
                cells.size() > 9 ? cells.get(9) : List.of());
    }

    /** Returns the first three cells: what is given. */
    String given() {
        return Arrays.stream(line.split(" \\| ")).limit(3).collect(Collectors.joining(" | "));
    }

    /** Requires what is reported of a call, in the order of {@link #reported}. */
    void requireReported(int call, List<Detection> answers) {
        assertThat(answers)
                .as("what is reported of call %d", call)
                .allSatisfy(SpecifiedRow::requireWhole)
                .map(answer -> answer.source().name().toLowerCase(Locale.ROOT))
                .isEqualTo(reported.get(call));
    }

    /** Requires what is said of an answer to go together. */
    private static void requireWhole(Detection answer) {
        boolean cached = answer.source().isCached();
        boolean loaded = answer.source() == Source.LOADED;
        assertThat(answer.tier() == Tier.MEMORY || answer.tier() == Tier.STORE).isEqualTo(cached);
        assertThat(answer.tier() == Tier.LOADER).isEqualTo(loaded);
        assertThat(answer.covered() != null).isEqualTo(answer.source() == Source.COVERED);
        assertThat(answer.staleness().isZero() || answer.source() == Source.STALE || answer.covered() != null)
                .isTrue();
        if (cached) {
            assertThat(answer.age()).isNotNull();
        } else {
            assertThat(answer.failure() != null).isEqualTo(answer.source() == Source.NONE);
        }
    }

    private static List<String> words(String cell) {
        String text = cell.trim();
        return text.equals("-") ? List.of() : List.of(text.split(" +"));
    }
}
