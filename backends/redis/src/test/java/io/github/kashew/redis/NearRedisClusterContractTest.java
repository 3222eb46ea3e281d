package io.github.kashew.redis;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract on three masters with a near cache. */
@Tag("cluster")
class NearRedisClusterContractTest extends NearRedisContract {

    private static final LocalCluster CLUSTER = LocalCluster.start(false);

    @Override
    List<RedisProcess> servers() {
        return CLUSTER.masters();
    }

    @Override
    String url(String parameters) {
        return CLUSTER.url(parameters);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }
}
