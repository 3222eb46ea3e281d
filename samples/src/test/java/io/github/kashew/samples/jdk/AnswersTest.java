package io.github.kashew.samples.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The answer to")
class AnswersTest {
    private static final JdkClasses ALL = JdkClasses.all();
    private static final JdkClasses BASE = ALL.only("java.base");
    private static final JdkClasses LOGGING = ALL.only("java.logging");

    @Test
    @DisplayName("who implements a type follows superclasses and interfaces, and leaves out the rest")
    void implementors() {
        Implementors answer = Implementors.of(BASE, Collection.class.getName());

        assertThat(answer.names())
                .contains(List.class.getName(), AbstractList.class.getName(), ArrayList.class.getName())
                .doesNotContain(Collection.class.getName(), String.class.getName())
                .isSorted()
                .allSatisfy(name -> assertThat(Class.forName(name, false, null)).isAssignableTo(Collection.class));
        assertThat(Implementors.of(LOGGING, "no.such.Type").lines()).containsExactly("0 types");
    }

    @Test
    @DisplayName("which methods are the largest counts instructions, the largest first")
    void largestMethods() {
        LargestMethods answer = LargestMethods.of(BASE, 5);

        assertThat(answer.methods()).hasSize(5).isSortedAccordingTo((a, b) -> b.instructions() - a.instructions());
        assertThat(answer.methods().get(0).instructions()).isGreaterThan(5_000);
        assertThat(LargestMethods.of(BASE, 1).methods())
                .containsExactly(answer.methods().get(0));
    }

    @Test
    @DisplayName("who calls a method names the methods that do")
    void callers() {
        assertThat(Callers.of(BASE, "java.lang.Runtime", "exit").names()).contains("java.lang.System.exit");
        assertThat(Callers.of(LOGGING, "no.such.Type", "exit").names()).isEmpty();
    }

    @Test
    @DisplayName("which strings are used most counts each class once")
    void mostUsedStrings() {
        MostUsedStrings answer = MostUsedStrings.of(LOGGING, Integer.MAX_VALUE);

        assertThat(answer.uses()).extracting(MostUsedStrings.Use::text).contains("SEVERE", "WARNING");
        assertThat(answer.uses())
                .isSortedAccordingTo((a, b) -> b.classes() - a.classes())
                .allSatisfy(use -> assertThat(use.classes()).isBetween(1, LOGGING.size()));
    }

    @Test
    @DisplayName("which modules lean on which leaves out java.base and the module itself")
    void dependencies() {
        assertThat(DependencyCounts.of(BASE, 5).lines()).containsExactly("none, apart from java.base");
        assertThat(DependencyCounts.of(LOGGING, 5).dependencies()).isEmpty();
    }

    @Test
    @DisplayName("which modules lean on which finds the modules that java.sql requires")
    void dependenciesOfSql() {
        assertThat(DependencyCounts.of(ALL.only("java.sql"), 5).dependencies())
                .extracting(DependencyCounts.Dependency::from, DependencyCounts.Dependency::to)
                .contains(tuple("java.sql", "java.logging"), tuple("java.sql", "java.xml"));
    }

    @Test
    @DisplayName("how big a module is adds up its methods")
    void moduleSize() {
        ModuleSize size = ModuleSize.of(ALL, "java.logging");

        assertThat(size.classes()).isEqualTo(LOGGING.size());
        assertThat(size.methods()).isGreaterThan(size.classes());
        assertThat(size.instructions()).isGreaterThan(size.methods());
        assertThat(size.lines()).singleElement().asString().contains("classes").endsWith("  java.logging");
    }

    @Test
    @DisplayName("a question is the same every time, so it can be cached")
    void equalAnswers() {
        assertThat(LargestMethods.of(LOGGING, 3)).isEqualTo(LargestMethods.of(LOGGING, 3));
        assertThat(Callers.of(LOGGING, "java.lang.System", "exit"))
                .isEqualTo(Callers.of(LOGGING, "java.lang.System", "exit"));
    }
}
