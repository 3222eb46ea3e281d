package io.github.kashew;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.kashew.build.CodeRules;
import io.github.kashew.build.SourceFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The architecture of the core")
class ArchitectureTest {
    @TestFactory
    @DisplayName("keeps the rule that")
    Stream<DynamicTest> keepsItsRules() {
        JavaClasses core = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(core).isNotEmpty();
        return Stream.of(
                        Floors.all(), CodeRules.forAnyLanguage().stream(), Stream.of(CodeRules.packagesAreNullMarked()))
                .flatMap(rules -> rules)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(core)));
    }

    @TestFactory
    @DisplayName("refuses an import")
    Stream<DynamicTest> refuses() {
        return imports("""
                error -> ROOT key async internal
                async -> ROOT error internal
                key -> ROOT codec spi async internal
                codec -> ROOT key spi internal
                spi -> ROOT key codec memory internal
                memory -> ROOT key codec strategy internal
                ROOT -> strategy annotation memory internal
                strategy -> codec spi memory annotation internal
                annotation -> codec spi async memory internal
                attic -> error
                """, violations -> assertThat(violations).isNotEmpty());
    }

    @TestFactory
    @DisplayName("allows an import")
    Stream<DynamicTest> allows() {
        return imports("""
                key -> error
                codec -> error
                spi -> error
                memory -> spi error async
                ROOT -> key codec spi error async
                strategy -> ROOT key async error
                annotation -> ROOT key strategy error
                internal -> ROOT annotation memory async
                internal.route -> internal.pipeline
                """, violations -> assertThat(violations).isEmpty());
    }

    @Test
    @DisplayName("lets Cache alone reach up to its implementation")
    void factory() {
        String implementation = "package io.github.kashew.internal; public class B { io.github.kashew.Cache x; }";
        String cache = user("Cache", "ROOT", "internal", "B");
        String builder = user("CacheBuilder", "ROOT", "internal", "B");
        assertThat(violated(SourceFixture.compile(cache, implementation))).isEmpty();
        assertThat(violated(SourceFixture.compile(builder, type("B", "internal"))))
                .isNotEmpty();
    }

    @Test
    @DisplayName("finds a cycle inside the walls")
    void cycle() {
        String there = "package io.github.kashew.internal.a; public class A { io.github.kashew.internal.b.B x; }";
        String back = "package io.github.kashew.internal.b; public class B { io.github.kashew.internal.a.A x; }";
        assertThat(violated(SourceFixture.compile(there, back)))
                .singleElement()
                .asString()
                .contains("cycle");
    }

    /** Compiles all imports of a table in one go, then looks at each alone. */
    private static Stream<DynamicTest> imports(String table, Consumer<List<String>> expectation) {
        List<String> sources = new ArrayList<>();
        Map<String, Predicate<JavaClass>> cases = new LinkedHashMap<>();
        for (String row : table.lines().toList()) {
            String from = row.substring(0, row.indexOf(" -> "));
            for (String to : row.substring(row.indexOf(" -> ") + 4).split(" ")) {
                String user = "User" + cases.size();
                String used = "Used" + cases.size();
                sources.add(user(user, from, to, used));
                sources.add(type(used, to));
                cases.put(from + " -> " + to, type -> Set.of(user, used).contains(type.getSimpleName()));
            }
        }
        JavaClasses classes = SourceFixture.compile(sources.toArray(new String[0]));
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> expectation.accept(violated(
                                classes.that(DescribedPredicate.describe(entry.getKey(), entry.getValue()))))));
    }

    private static List<String> violated(JavaClasses classes) {
        return Floors.all()
                .filter(rule -> rule.evaluate(classes).hasViolation())
                .map(ArchRule::getDescription)
                .toList();
    }

    private static String user(String name, String room, String usedRoom, String used) {
        return "package %s; public class %s { %s.%s x; }".formatted(packageOf(room), name, packageOf(usedRoom), used);
    }

    private static String type(String name, String room) {
        return "package %s; public class %s { }".formatted(packageOf(room), name);
    }

    private static String packageOf(String room) {
        return room.equals("ROOT") ? "io.github.kashew" : "io.github.kashew." + room;
    }
}
