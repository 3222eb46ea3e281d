package io.github.kashew.samples.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The class files of the JDK")
class JdkClassesTest {
    private static final JdkClasses ALL = JdkClasses.all();
    private static final JdkClasses LOGGING = ALL.only("java.logging");

    @Test
    @DisplayName("are many, in many modules")
    void many() {
        assertThat(ALL.size()).isGreaterThan(5_000);
        assertThat(ALL.modules()).contains("java.base", "java.logging").isSorted();
    }

    @Test
    @DisplayName("of one module are those of that module, without its declaration")
    void oneModule() {
        List<String> names = new ArrayList<>();
        LOGGING.forEach(file -> {
            assertThat(file.module()).isEqualTo("java.logging");
            names.add(file.name());
        });

        assertThat(names)
                .hasSize(LOGGING.size())
                .contains("java.util.logging.Logger")
                .doesNotContain("module-info");
        assertThat(LOGGING.modules()).containsExactly("java.logging");
    }

    @Test
    @DisplayName("tell their superclasses and interfaces")
    void hierarchy() {
        ALL.only("java.base").forEach(file -> {
            if (file.name().equals("java.lang.Object")) {
                assertThat(file.superclass()).isNull();
            } else if (file.name().equals("java.util.ArrayList")) {
                assertThat(file.superclass()).isEqualTo("java.util.AbstractList");
                assertThat(file.interfaces()).contains("java.util.List", "java.util.RandomAccess");
            }
        });
    }

    @Test
    @DisplayName("report every file that was read, from zero to all")
    void progress() {
        List<Integer> reported = new ArrayList<>();
        LOGGING.reporting((done, total) -> {
                    assertThat(total).isEqualTo(LOGGING.size());
                    reported.add(done);
                })
                .forEach(file -> {});

        assertThat(reported)
                .hasSize(LOGGING.size() + 1)
                .startsWith(0)
                .isSorted()
                .endsWith(LOGGING.size());
    }

    @Test
    @DisplayName("are no longer read once the thread is interrupted")
    void interrupted() {
        List<String> read = new ArrayList<>();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> LOGGING.forEach(file -> {
                    read.add(file.name());
                    Thread.currentThread().interrupt();
                }))
                .withMessage("interrupted after 1 of " + LOGGING.size() + " class files");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read).hasSize(1);
    }

    @Test
    @DisplayName("of an unknown module are refused, with the names there are")
    void unknownModule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.only("java.bsae"))
                .withMessageContaining("'java.bsae'")
                .withMessageContaining("java.base, ");
    }

    @Test
    @DisplayName("of a JDK newer than the parser are refused, with the way out")
    void newerThanTheParser() {
        byte[] future = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0x7F, 0x7F};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdkClasses.parse("java.base", future))
                .withMessageContaining("run it on an older JDK, from 17 on");
    }
}
