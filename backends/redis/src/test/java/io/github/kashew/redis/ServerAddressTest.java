package io.github.kashew.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.BackendUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    private static final String CANARY = "s3cr3t";

    @ParameterizedTest(name = "{0}")
    @DisplayName("a URL names host, port, database, user and password")
    @CsvSource({
        "redis://h, h, 6379, 0, , ",
        "redis://h:7000/3, h, 7000, 3, , ",
        "redis://h/?db=4, h, 6379, 4, , ",
        "redis://h/4?db=4, h, 6379, 4, , ",
        "redis://:pw@h, h, 6379, 0, , pw",
        "redis://u:pw@h, h, 6379, 0, u, pw",
        "redis://u:s3 cr3t@h, h, 6379, 0, u, s3 cr3t",
        "redis://u:a:b+c@d/e@h:1/2, h, 1, 2, u, a:b+c@d/e",
        "redis://u:%40%2F%3F%23@h, h, 6379, 0, u, @/?#",
        "redis://h?username=u&password=p%26q, h, 6379, 0, u, p&q",
        "redis://[::1]:7000/1, ::1, 7000, 1, , ",
        "redis://127.0.0.1, 127.0.0.1, 6379, 0, , ",
        "redis-sentinel://h, h, 26379, 0, , ",
        "redis-sentinel://u:p@h:7000/3, h, 7000, 3, u, p",
        "redis+unix:///run/redis.sock, /run/redis.sock, 0, 0, , ",
        "redis+unix://u:p@/run/a%20b@c.sock?db=3, /run/a b@c.sock, 0, 3, u, p",
    })
    void parses(String url, String host, int port, int database, String username, String password) {
        assertThat(ServerAddress.all(BackendUrl.parse(url)))
                .containsExactly(new ServerAddress(host, port, database, new Credentials(username, password)));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C08: what is no address is refused, and the message shows no part of a password")
    @ValueSource(
            strings = {
                "redis://",
                "redis://u:s3cr3t@",
                "redis://u:s3cr3t@h:notaport",
                "redis://u:s3cr3t@h:0",
                "redis://u:s3cr3t@h:99999",
                "redis://u:s3cr3t%zz@h",
                "redis://u:s3cr3t?@h",
                "redis://u:s3cr3t/x",
                "redis://u:s3cr3t@h/x",
                "redis://u:s3cr3t@h/1?db=2",
                "redis://u:s3cr3t@a,b",
                "redis://u:s3cr3t@a b",
                "redis://u:s3cr3t@h?password=s3cr3t",
                "redis://u:s3cr3t@h?db=-1",
                "redis-cluster://u:s3cr3t@a,,b",
                "redis-cluster://u:s3cr3t@a,b/1",
                "redis-cluster://u:s3cr3t@a,b?db=1",
                "redis-sentinel://u:s3cr3t@a,,b",
                "redis-sentinel://u:s3cr3t@a/1,b",
                "redis+unix://",
                "redis+unix:///",
                "redis+unix://u:s3cr3t@",
                "redis+unix://u:s3cr3t@run/redis.sock",
                "redis+unix://u:s3cr3t%zz@/run/redis.sock",
            })
    void refuses(String url) {
        assertThatThrownBy(() -> ServerAddress.all(BackendUrl.parse(url)))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    @Test
    @DisplayName("the text of an address shows neither user nor password")
    void hidesWhoAsks() {
        assertThat(RedisSettings.of(BackendUrl.parse("redis-cluster://admin:s3cr3t@h:7000,[::1]"))
                        .address())
                .isEqualTo("h:7000,[::1]:6379");
        RedisSettings sentinels = RedisSettings.of(
                BackendUrl.parse("redis-sentinel://admin:s3cr3t@h,i:7?master=mine&sentinel_password=s3cr3t"));
        assertThat(sentinels.address()).isEqualTo("mine of h:26379,i:7");
        assertThat(sentinels.toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("parameters that are out of range are refused by name")
    @CsvSource({
        "prefix=, prefix",
        "prefix=a{b}, prefix",
        "client_name=a%20b, client_name",
        "command_timeout=0, command_timeout",
        "connect_timeout=2h, connect_timeout",
        "max_queue=0, max_queue",
        "breaker=-1, breaker",
        "breaker=soon, breaker",
    })
    void refusesParameters(String parameters, String name) {
        assertThatThrownBy(() -> RedisSettings.of(BackendUrl.parse("redis://h?" + parameters)))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("TLS parameters are refused where they make no sense")
    @ValueSource(strings = {"verify=maybe", "ca=/nowhere.pem", "cert=/nowhere.pem", "key=/nowhere.pem"})
    void refusesTls(String parameters) {
        assertThatThrownBy(() -> RedisSettings.of(BackendUrl.parse("rediss://h?" + parameters)))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'" + parameters.substring(0, parameters.indexOf('=')) + "'");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("sentinels are asked for a master that has a name")
    @ValueSource(strings = {"", "master=", "master=a%20b", "master=s3cr3t:"})
    void refusesMasters(String parameters) {
        assertThatThrownBy(() -> RedisSettings.of(BackendUrl.parse("redis-sentinel://h?" + parameters)))
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'master'")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    @DisplayName("redis:// does not know the parameters of TLS")
    void plainHasNoTls() {
        BackendUrl url = BackendUrl.parse("redis://h?ca=/nowhere.pem");
        RedisSettings.of(url);
        assertThatThrownBy(url::requireNothingElse)
                .isInstanceOf(NotConfiguredException.class)
                .hasMessageContaining("'ca'");
    }
}
