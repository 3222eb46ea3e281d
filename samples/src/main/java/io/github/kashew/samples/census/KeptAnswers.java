package io.github.kashew.samples.census;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers outlive the program.
 *
 * @param directory holds the answers about one JDK, or about one module of it
 */
record KeptAnswers(Path directory) {

    /** Returns the directory for what programs of this user may lose: {@code ~/.cache/kashew-census} on most systems. */
    static Path usual(Map<String, String> environment, Path home) {
        for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
            String named = environment.get(variable);
            if (named != null && !named.isEmpty()) {
                return Path.of(named, "kashew-census");
            }
        }
        return home.resolve(".cache").resolve("kashew-census");
    }

    /** Returns the place for one JDK, and one module of it unless that is null. */
    static KeptAnswers below(Path directory, Runtime.Version jdk, @Nullable String module) {
        String subject = "jdk-" + jdk + (module == null ? "" : "-" + module);
        return new KeptAnswers(
                directory.toAbsolutePath().normalize().resolve(subject.replaceAll("[^A-Za-z0-9.-]", "-")));
    }

    /** Returns the route: one file is enough for a program that one person runs. */
    String url() {
        return "disk://" + directory.toUri().getRawPath() + "?shards=1&size_limit=64MB";
    }
}
