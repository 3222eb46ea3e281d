package io.github.kashew.samples.census;

import io.github.kashew.samples.jdk.JdkClasses;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to count, and where the answers are kept.
 *
 * @param module the only module to read, or null for the whole JDK
 * @param answers the directory of the answers, or null for one below the user's cache directory
 * @param backend the URL of a backend to keep them in, or null for a directory
 */
record CensusOptions(
        @Nullable String module,
        @Nullable Path answers,
        @Nullable String backend) {
    private static final String MODULE = "--module";
    private static final String ANSWERS = "--answers";
    private static final String BACKEND = "--backend";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a message for the person who typed it
     */
    static CensusOptions parse(String... arguments) {
        String module = null;
        Path answers = null;
        String backend = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals(MODULE) && module == null) {
                module = value(arguments, i, "the name of a module, such as java.base");
            } else if (arguments[i].equals(ANSWERS) && answers == null) {
                answers = Path.of(value(arguments, i, "a directory, such as build/answers"));
            } else if (arguments[i].equals(BACKEND) && backend == null) {
                backend = value(arguments, i, "the URL of a backend, such as redis://localhost:6379");
            } else {
                throw new IllegalArgumentException("census does not know '" + arguments[i]
                        + "', or not twice. Its options are " + MODULE + " <name>, " + ANSWERS + " <directory> and "
                        + BACKEND + " <url>.");
            }
        }
        if (answers != null && backend != null) {
            throw new IllegalArgumentException(
                    ANSWERS + " and " + BACKEND + " both say where the answers are kept: give one of them.");
        }
        return new CensusOptions(module, answers, backend);
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
        if (backend != null) {
            return KeptAnswers.at(backend, Runtime.version(), module);
        }
        Path directory = answers == null ? KeptAnswers.usual(System.getenv(), home()) : answers;
        return KeptAnswers.below(directory, Runtime.version(), module);
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
