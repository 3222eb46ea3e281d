package io.github.kashew.redis;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract against the server that is installed on this machine, which is newer than the one of the build. */
@EnabledIf(value = "isInstalled", disabledReason = "there is no redis-server on the PATH")
class InstalledRedisContractTest extends RedisContract {

    private static RedisProcess server;

    @Override
    List<RedisProcess> servers() {
        return List.of(server);
    }

    @Override
    String url(String parameters) {
        return server.url(parameters);
    }

    static boolean isInstalled() {
        return RedisProcess.installed().isPresent();
    }

    @BeforeAll
    static void start() {
        server = RedisProcess.start(RedisProcess.installed().orElseThrow());
    }

    @AfterAll
    static void stop() {
        server.close();
    }
}
