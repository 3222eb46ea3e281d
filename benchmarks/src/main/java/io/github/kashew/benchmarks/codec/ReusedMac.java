package io.github.kashew.benchmarks.codec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An HMAC-SHA256 that is made once. */
@State(Scope.Thread)
public class ReusedMac {

    /** The mac. */
    public final Mac mac;

    /** Makes it. */
    public ReusedMac() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    "32 random bytes, kept elsewhere!".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }
}
