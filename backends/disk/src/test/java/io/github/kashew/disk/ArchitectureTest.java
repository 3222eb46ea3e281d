package io.github.kashew.disk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.kashew.build.CodeRules;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The architecture of the disk backend")
class ArchitectureTest {

    @TestFactory
    @DisplayName("keeps the rule that")
    Stream<DynamicTest> keepsItsRules() {
        JavaClasses disk = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(disk).isNotEmpty();
        return Stream.concat(
                        CodeRules.forAnyLanguage().stream(),
                        Stream.of(CodeRules.packagesAreNullMarked(), usesTheCellar(), opensNoFile(), onlyTheLock()))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(disk)));
    }

    private static ArchRule usesTheCellar() {
        return classes()
                .that()
                .resideInAPackage("io.github.kashew.disk..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.sqlite..",
                        "io.github.kashew.disk..",
                        "io.github.kashew.spi..",
                        "io.github.kashew.error..")
                .because("a backend imports spi and error, and nothing more");
    }

    /** Closing a file that SQLite has open would give up SQLite's locks on it. */
    private static ArchRule opensNoFile() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)")
                .orShould()
                .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "a file is opened",
                        call -> call.getTargetOwner().getFullName().equals("java.nio.file.Files")
                                && call.getName().matches("read(String|AllBytes|AllLines)|lines|write.*|copy|new.*")))
                .because("files of SQLite are opened by SQLite");
    }

    private static ArchRule onlyTheLock() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("OpenDirectory")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.channels.FileChannel")
                .because("only the lock of a directory is a file of our own");
    }
}
