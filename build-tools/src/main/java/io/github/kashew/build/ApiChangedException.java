package io.github.kashew.build;

/** The public API of a module is not what its checked-in dump says. */
public final class ApiChangedException extends RuntimeException {
    ApiChangedException(String problem) {
        super(problem + "\nIf the change is meant, run 'mvn -B verify -Dapi.update' and commit the file.");
    }
}
