package io.github.kashew;

import static io.github.kashew.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A settings URL")
class SettingsUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mem://?sise=10 | did you mean 'size'",
                "mem://?sise=10 | 'sise'",
                "mem://?chek_interval=1s | did you mean 'check_interval'",
                "mem://?zzz=1 | known are",
                "mem://?size=ten | whole number",
                "mem://?size=-1 | from 0 to",
                "mem://?size=99999999999999999999 | whole number",
                "mem://?size=1.5 | 'size'",
                "mem://?max_bytes=lots | amount of bytes",
                "mem://?max_bytes=9000000000GB | 'max_bytes'",
                "mem://?check_interval=-1s | duration",
                "mem://?check_interval=2d | duration",
                "mem://?check_interval=999999s | at most 86400s",
                "mem://?suppress=maybe | true or false",
                "mem://?size=1&size=2 | given twice",
                "mem://?size=1&SIZE=2 | given twice",
                "mem://?size=1&max_bytes=1MB | exclude each other",
                "mem://?size=%zz | two hex digits",
                "mem://host | no host",
                "redos://host | redos",
                "redos://host | there are mem",
                "nonsense | scheme",
                "mem:size=1 | scheme",
                "mem://?size=1#part | '#'"
            })
    @DisplayName("is refused with a message that says what is wrong")
    void refused(String url, String message) {
        assertThatThrownBy(() -> Cache.open(url))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redos://me:s3cr3t@host:6379/0",
                "redos://me:s3cr3t@host?secret=s3cr3t",
                "redos://me:p@s3cr3t@host/s3cr3t?x=s3cr3t",
                "mem://me:s3cr3t@host",
                "mem://?secret=s3cr3t",
                "mem://?password=s3cr3t%zz",
                "me:s3cr3t@host",
                "mem://?size=1&password=s3cr3t&password=s3cr3t"
            })
    @DisplayName("never shows a password when it is refused")
    void passwords(String url) {
        assertThatThrownBy(() -> Cache.open(url))
                .isInstanceOf(NotConfiguredException.class)
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("s3cr3t");
                    }
                });
    }

    @Test
    @DisplayName("never shows user information, path or parameters")
    void shown() {
        assertThat(BackendUrl.parse("redis://me:s3cr3t@host:6379/0?secret=s3cr3t"))
                .hasToString("redis://***@host:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem://",
                "MEM://",
                "mem://?",
                "mem://?size=10&",
                "mem://?Size=10",
                "mem://?suppress=0",
                "mem://?suppress",
                "mem://?size=10&check_interval=500ms",
                "mem://?max_bytes=1kb",
                "mem://?max_bytes=1"
            })
    @DisplayName("is accepted in every spelling that it may have")
    void accepted(String url) {
        try (Cache cache = Cache.open(url)) {
            assertThat(value(cache.ping())).isNull();
        }
    }

    @Test
    @DisplayName("C03: may bound a store to nothing")
    void sizeZero() {
        try (Cache cache = Cache.open("mem://?size=0")) {
            value(cache.set("k", "v"));
            assertThat(value(cache.get("k", String.class))).isNull();
        }
    }
}
