package io.github.kashew.objects;

import java.util.ArrayList;
import java.util.List;

/** Classes that tell when they are initialized. */
final class Loaded {
    static List<String> initialized = new ArrayList<>();

    private Loaded() {}

    record First(int n) implements HostileBytesTest.Lazily {
        static {
            initialized.add("First");
        }
    }

    record Second(int n) implements HostileBytesTest.Lazily {
        static {
            initialized.add("Second");
        }
    }
}
