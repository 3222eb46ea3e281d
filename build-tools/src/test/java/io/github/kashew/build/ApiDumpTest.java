package io.github.kashew.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The dump of the public API")
class ApiDumpTest {
    @TempDir
    private Path folder;

    private Path classes;
    private Path dump;

    @BeforeEach
    void compileShop() throws IOException {
        classes = folder.resolve("classes");
        dump = folder.resolve("api/shop.api");
        compile(
                "shop/Till.java",
                "package shop; public class Till { public int sum; protected void open() {} int cash; }");
        compile("shop/safe/Safe.java", "package shop.safe; public class Safe { public void unlock() {} }");
    }

    @Test
    @DisplayName("names public and protected members only")
    void members() throws IOException {
        assertThat(ApiDump.dumpOf(classes)).contains("shop/Till", "sum", "open").doesNotContain("cash");
    }

    @Test
    @DisplayName("holds every package of a module without a descriptor")
    void noDescriptor() throws IOException {
        assertThat(ApiDump.dumpOf(classes)).contains("shop/Till", "shop/safe/Safe");
    }

    @Test
    @DisplayName("leaves out packages that are not exported to everyone")
    void exportedOnly() throws IOException {
        compile("module-info.java", "module shop { exports shop; exports shop.safe to java.sql; }");
        assertThat(ApiDump.dumpOf(classes)).contains("shop/Till").doesNotContain("shop/safe/Safe");
    }

    @Test
    @DisplayName("passes once it is written")
    void update() throws IOException {
        ApiDump.main(classes.toString(), dump.toString(), "true");
        assertThatCode(() -> ApiDump.main(classes.toString(), dump.toString(), "false"))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("fails on a change, shows it and says how to accept it")
    void change() throws IOException {
        ApiDump.main(classes.toString(), dump.toString(), "true");
        compile("shop/Till.java", "package shop; public class Till { public int sum; public void close() {} }");
        assertThatThrownBy(() -> ApiDump.main(classes.toString(), dump.toString(), "false"))
                .isInstanceOf(ApiChangedException.class)
                .hasMessageContainingAll(dump.toString(), "close", "open", "mvn -B verify -Dapi.update");
    }

    @Test
    @DisplayName("fails if it is missing")
    void missing() {
        assertThatThrownBy(() -> ApiDump.main(classes.toString(), dump.toString(), "false"))
                .isInstanceOf(ApiChangedException.class)
                .hasMessageContainingAll(dump + " is missing", "mvn -B verify -Dapi.update");
    }

    private void compile(String file, String source) throws IOException {
        Path path = folder.resolve("src").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, source);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-sourcepath",
                        folder.resolve("src").toString(),
                        path.toString());
        assertThat(status).isZero();
    }
}
