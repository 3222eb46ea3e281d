package io.github.kashew.samples.census;

import io.github.kashew.samples.jdk.JdkClasses;
import org.jspecify.annotations.Nullable;

/**
 * What to count.
 *
 * @param module the only module to read, or null for the whole JDK
 */
record CensusOptions(@Nullable String module) {
    private static final String MODULE = "--module";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a message for the person who typed it
     */
    static CensusOptions parse(String... arguments) {
        if (arguments.length == 0) {
            return new CensusOptions(null);
        }
        if (!arguments[0].equals(MODULE)) {
            throw unknown(arguments[0]);
        }
        if (arguments.length == 1) {
            throw new IllegalArgumentException(MODULE + " needs the name of a module, such as java.base.");
        }
        if (arguments.length > 2) {
            throw unknown(arguments[2]);
        }
        return new CensusOptions(arguments[1]);
    }

    /** Returns the class files a command line asks for, or ends the process with a message on standard error. */
    static JdkClasses classesOrExit(String... arguments) {
        try {
            return parse(arguments).classes();
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

    private static IllegalArgumentException unknown(String argument) {
        return new IllegalArgumentException(
                "census does not know '" + argument + "'. Its only option is " + MODULE + " <name>.");
    }
}
