package io.github.kashew.samples.census;

import io.github.kashew.spi.BackendUrl;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers about one JDK, or about one module of it, outlive the program.
 *
 * @param url of the route
 * @param place tells a person where that is
 */
record KeptAnswers(String url, String place) {

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

    /** Returns the place in a directory, for one JDK and one module of it unless that is null; one file is enough. */
    static KeptAnswers below(Path directory, Runtime.Version jdk, @Nullable String module) {
        Path place = directory.toAbsolutePath().normalize().resolve(subject(jdk, module));
        return new KeptAnswers("disk://" + place.toUri().getRawPath() + "?shards=1&size_limit=64MB", place.toString());
    }

    /** Returns the place in a backend that programs share, such as Redis, where others may have put answers already. */
    static KeptAnswers at(String url, Runtime.Version jdk, @Nullable String module) {
        String place = BackendUrl.parse(url).toString();
        return url.startsWith("redis")
                ? new KeptAnswers(
                        url + (url.contains("?") ? "&" : "?") + "prefix=census-" + subject(jdk, module) + ":", place)
                : new KeptAnswers(url, place);
    }

    private static String subject(Runtime.Version jdk, @Nullable String module) {
        String subject = "jdk-" + jdk + (module == null ? "" : "-" + module);
        return subject.replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
