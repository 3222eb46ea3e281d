package io.github.kashew.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rules of the code")
class CodeRulesTest {
    @Test
    @DisplayName("hold for the build tools themselves")
    void holdHere() {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(classes).isNotEmpty();
        CodeRules.forAnyLanguage().forEach(rule -> rule.check(classes));
        CodeRules.packagesAreNullMarked().check(classes);
    }

    @Test
    @DisplayName("hold for a module without classes")
    void holdForNothing() {
        JavaClasses none = new ClassFileImporter().importPath(Path.of("target/no-such-folder"));
        CodeRules.forAnyLanguage().forEach(rule -> rule.check(none));
        CodeRules.packagesAreNullMarked().check(none);
    }

    @Test
    @DisplayName("let pass what is right")
    void pass() {
        String clock = "package a; class SystemClock { class Nested { long now() { return System.nanoTime(); } } }";
        String code = methods(
                "new java.util.concurrent.CompletableFuture<String>().thenApplyAsync(String::trim, Runnable::run)",
                "new java.util.concurrent.atomic.AtomicReference<String>().get()",
                "java.util.Arrays.equals(new byte[0], new byte[0])",
                "java.time.Instant.now(java.time.Clock.fixed(null, null))",
                "java.time.Instant.parse(\"\")",
                "new java.util.Date(0)",
                "java.util.concurrent.ThreadLocalRandom.current()");
        JavaClasses classes = SourceFixture.compile(clock, code);
        CodeRules.forAnyLanguage().forEach(rule -> rule.check(classes));
    }

    @Nested
    @DisplayName("find")
    class Find {
        @Test
        @DisplayName("what blocks a thread")
        void blocking() {
            assertThat(missed(
                            CodeRules.noBlocking(),
                            "new java.util.concurrent.CompletableFuture<String>().get()",
                            "new java.util.concurrent.CompletableFuture<String>().get(1, null)",
                            "new java.util.concurrent.CompletableFuture<String>().join()",
                            "((java.util.concurrent.Future<?>) null).get()",
                            "Thread.sleep(1)",
                            "Thread.currentThread().join()",
                            "java.util.concurrent.TimeUnit.DAYS.sleep(1)",
                            "new Object().wait()",
                            "\"\".wait(1)",
                            "Runnable r = () -> new java.util.concurrent.CompletableFuture<String>().join()",
                            "java.util.stream.Stream.of(new java.util.concurrent.CompletableFuture<String>())"
                                    + ".map(java.util.concurrent.CompletableFuture::join)"))
                    .isEmpty();
        }

        @Test
        @DisplayName("steps on the common pool")
        void commonPool() {
            assertThat(missed(
                            CodeRules.asyncStepsNameTheirExecutor(),
                            "java.util.concurrent.CompletableFuture.supplyAsync(() -> 1)",
                            "new java.util.concurrent.CompletableFuture<String>().thenApplyAsync(String::trim)",
                            "new java.util.concurrent.CompletableFuture<String>().completeAsync(() -> null)",
                            "((java.util.concurrent.CompletionStage<?>) null).thenRunAsync(() -> { })"))
                    .isEmpty();
        }

        @Test
        @DisplayName("readings of the machine's clock")
        void clock() {
            assertThat(missed(
                            CodeRules.timeIsInjected(),
                            "System.nanoTime()",
                            "System.currentTimeMillis()",
                            "java.time.Instant.now()",
                            "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
                            "java.time.Clock.systemUTC()",
                            "java.time.Clock.tickMillis(java.time.ZoneOffset.UTC)",
                            "java.time.InstantSource.system()",
                            "new java.util.Date()",
                            "java.util.stream.LongStream.generate(System::nanoTime)"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(classes = {ThreadLocal.class, ObjectInputStream.class})
        @DisplayName("a second user of a type that is left to one class")
        void secondUser(Class<?> type) {
            String first = "package a; class First { T x; class Nested { T y; } }".replace("T ", type.getName() + " ");
            String second =
                    "package b; class Second { Object y(T x) { return x; } }".replace("T ", type.getName() + " ");
            assertThat(found(CodeRules.onlyOneClassUses(type), first, second)).isTrue();
            assertThat(found(CodeRules.onlyOneClassUses(type), first)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "class HmacSigner { boolean ok(byte[] a, byte[] b) { return java.util.Arrays.equals(a, b); } }",
                    "class A { javax.crypto.Mac m; int ok(byte[] a, byte[] b) { return java.util.Arrays.compare(a, b); } }",
                    "class B { java.security.MessageDigest d; boolean ok(java.nio.ByteBuffer b) { return b.equals(b); } }",
                })
        @DisplayName("comparisons of signatures that return early")
        void signatures(String type) {
            assertThat(found(CodeRules.signaturesAreComparedInConstantTime(), "package a; " + type))
                    .isTrue();
        }

        @Test
        @DisplayName("packages that are not null-marked")
        void nullMarked() {
            String type = "package a; class A { }";
            String plain = "package a;";
            String marked = "@org.jspecify.annotations.NullMarked package a;";
            assertThat(found(CodeRules.packagesAreNullMarked(), type)).isTrue();
            assertThat(found(CodeRules.packagesAreNullMarked(), type, plain)).isTrue();
            assertThat(found(CodeRules.packagesAreNullMarked(), type, marked)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "package a; class Util { }",
                    "package a; class KeyUtils { }",
                    "package a; class RouteHelper { }",
                    "package a; class LockManager { }",
                    "package a; class CacheImpl { }",
                    "package a.util; class A { }",
                    "package a.common.b; class A { }",
                })
        @DisplayName("names that fit anything")
        void names(String source) {
            assertThat(found(CodeRules.namesSayWhatThingsAre(), source)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"internal", "async", "memory", "internal.route"})
        @DisplayName("guests in rooms that are not public")
        void guests(String room) {
            String hidden = "package io.github.kashew.%s; public class Hidden { }".formatted(room);
            String guest =
                    "package io.github.kashew.guest; class Guest { io.github.kashew.%s.Hidden x; }".formatted(room);
            JavaClasses guests = SourceFixture.compile(hidden, guest).that(JavaClass.Predicates.simpleName("Guest"));
            assertThat(CodeRules.guestsUsePublicRooms().evaluate(guests).hasViolation())
                    .isTrue();
        }
    }

    private static boolean found(ArchRule rule, String... sources) {
        return rule.evaluate(SourceFixture.compile(sources)).hasViolation();
    }

    /** Returns those of the statements that the rule does not find. */
    private static List<String> missed(ArchRule rule, String... statements) {
        String report = rule.evaluate(SourceFixture.compile(methods(statements)))
                .getFailureReport()
                .toString();
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < statements.length; i++) {
            if (!report.contains("a.A.run" + i + "()")) {
                missed.add(statements[i]);
            }
        }
        return missed;
    }

    private static String methods(String... statements) {
        StringBuilder body = new StringBuilder("package a; class A {");
        IntStream.range(0, statements.length)
                .forEach(i -> body.append("void run%d() throws Throwable { %s; }".formatted(i, statements[i])));
        return body.append("}").toString();
    }
}
