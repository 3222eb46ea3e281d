package io.github.kashew.redis;

import org.junit.jupiter.api.AfterAll;

class RedisBackendContractTest extends RedisContract {

    private static final RedisProcess SERVER = RedisProcess.start(RedisProcess.embedded());

    RedisBackendContractTest() {
        super(SERVER);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }
}
