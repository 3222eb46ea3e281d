package io.github.kashew.redis;

import java.util.List;
import org.junit.jupiter.api.AfterAll;

class NearRedisBackendContractTest extends NearRedisContract {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());

    @Override
    List<RedisProcess> servers() {
        return List.of(SERVER);
    }

    @Override
    String url(String parameters) {
        return SERVER.url(parameters);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }
}
