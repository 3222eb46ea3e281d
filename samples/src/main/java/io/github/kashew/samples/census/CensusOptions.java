package io.github.kashew.samples.census;

import io.github.kashew.samples.jdk.JdkClasses;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to count, and where the answers are kept.
 *
 * @param module the only module to read, or null for the whole JDK
 * @param answers the directory of the answers, or null for one below the user's cache directory
 */
record CensusOptions(@Nullable String module, @Nullable Path answers) {
    private static final String MODULE = "--module";
    private static final String ANSWERS = "--answers";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a message for the person who typed it
     */
    static CensusOptions parse(String... arguments) {
        String module = null;
        Path answers = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals(MODULE) && module == null) {
                module = value(arguments, i, "the name of a module, such as java.base");
            } else if (arguments[i].equals(ANSWERS) && answers == null) {
                answers = Path.of(value(arguments, i, "a directory, such as build/answers"));
            } else {
                throw new IllegalArgumentException(
                        "census does not know '" + arguments[i] + "', or not twice. Its options" + " are " + MODULE
                                + " <name> and " + ANSWERS + " <directory>.");
            }
        }
        return new CensusOptions(module, answers);
    }

    private static String value(String[] arguments, int option, String needed) {
        if (option + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[option] + " needs " + needed + ".");
        }
        return arguments[option + 1];
    }

    /** Reads a command line, or ends the process with a message on standard error. */
    static CensusOptions parseOrExit(String... arguments) {
        try {
            CensusOptions options = parse(arguments);
            options.classes();
            return options;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    /**
     * Lists the class files to read.
     *
     * @throws IllegalArgumentException if there is no such module
     */
    JdkClasses classes() {
        JdkClasses all = JdkClasses.all();
        return module == null ? all : all.only(module);
    }

    /** Returns where the answers about these classes of this JDK are kept: another JDK answers otherwise. */
    KeptAnswers keptAnswers() {
        Path directory = answers == null ? KeptAnswers.usual(System.getenv(), home()) : answers;
        return KeptAnswers.below(directory, Runtime.version(), module);
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
