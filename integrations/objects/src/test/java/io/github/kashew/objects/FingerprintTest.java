package io.github.kashew.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One class name, two class loaders: the fingerprint tells whether bytes of one can be read by the other. */
class FingerprintTest {
    private static final String BEFORE = """
            record User(String name, int age, Kind kind, java.util.List<Way> ways) {
                enum Kind { A, B }
                sealed interface Way permits Mail, Call {}
                record Mail(String to) implements Way {}
                record Call(long number) implements Way {}
            }
            """;

    @TestFactory
    Stream<DynamicTest> aChangedClassHasAnotherFingerprint() {
        return Stream.of(
                changed("gained a field", BEFORE.replace("int age,", "int age, int size,")),
                changed("lost a field", BEFORE.replace("int age,", "")),
                changed("renamed a field", BEFORE.replace("int age,", "int years,")),
                changed("swapped fields", BEFORE.replace("String name, int age", "int age, String name")),
                changed("changed a type", BEFORE.replace("int age,", "long age,")),
                changed("boxed a type", BEFORE.replace("int age,", "Integer age,")),
                changed("changed a type argument", BEFORE.replace("List<Way>", "List<Mail>")),
                changed("gained a constant", BEFORE.replace("A, B", "A, C, B")),
                changed("renamed a constant", BEFORE.replace("A, B", "A, C")),
                changed("changed a permitted class", BEFORE.replace("long number", "int number")),
                changed("renamed a permitted class", BEFORE.replace("Mail", "Post")));
    }

    private static DynamicTest changed(String change, String source) {
        return DynamicTest.dynamicTest(
                change, () -> assertThat(fingerprint(source)).isNotEqualTo(fingerprint(BEFORE)));
    }

    @Test
    void theSameClassInAnotherLoaderHasTheSameFingerprint() {
        assertThat(fingerprint(BEFORE)).isEqualTo(fingerprint(BEFORE));
        assertThat(fingerprint(BEFORE + "class Another {}")).isEqualTo(fingerprint(BEFORE));
        assertThat(fingerprint(BEFORE.replace("enum Kind", "static int unused; enum Kind")))
                .isEqualTo(fingerprint(BEFORE));
    }

    @Test
    void itIsEqualInEveryProcess() {
        assertThat(fingerprint(BEFORE)).isEqualTo(PINNED);
    }

    @Test
    void theOrderOfFieldsInAPlainClassDoesNotMatter() {
        assertThat(fingerprint("class User { int a; String b; }"))
                .isEqualTo(fingerprint("class User { String b; int a; }"));
    }

    /** What stored bytes carry: when this changes, every stored value becomes a miss. */
    private static final long PINNED = -889947359130716601L;

    private static long fingerprint(String source) {
        return new ObjectCodec().of(Compiled.type(source, "User")).fingerprint();
    }
}
