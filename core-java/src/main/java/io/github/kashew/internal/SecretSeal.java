package io.github.kashew.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The check of a route with a secret: an HMAC.
 *
 * <p>The key id is computed from secret and digest, so that nobody has to number secrets, and bytes under another digest
 * are those of another key.
 */
final class SecretSeal implements Seal {

    private static final byte[] ID_LABEL = "kashew key id".getBytes(StandardCharsets.US_ASCII);

    private final Digest digest;
    private final SecretKeySpec secret;
    private final int keyId;

    /** Macs that nobody is computing with: making one costs a quarter of a signature of 1 kB. */
    private final ConcurrentLinkedQueue<Mac> idle = new ConcurrentLinkedQueue<>();

    SecretSeal(Digest digest, String secret) {
        this.digest = digest;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), digest.algorithm());
        int id = ByteBuffer.wrap(newMac().doFinal(ID_LABEL)).getInt();
        this.keyId = id == 0 ? 1 : id;
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(digest.algorithm());
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + digest.algorithm(), impossible);
        }
    }

    @Override
    public int keyId() {
        return keyId;
    }

    @Override
    public int length() {
        return digest.length();
    }

    @Override
    public byte[] check(byte[] frame, byte[] key) {
        Mac known = idle.poll();
        Mac mac = known == null ? newMac() : known;
        mac.update(frame, 0, Frame.PREFIX);
        mac.update(key);
        int body = Frame.PREFIX + length();
        mac.update(frame, body, frame.length - body);
        byte[] check = mac.doFinal();
        idle.offer(mac);
        return check;
    }
}
