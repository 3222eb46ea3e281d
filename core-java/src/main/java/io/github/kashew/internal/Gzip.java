package io.github.kashew.internal;

import io.github.kashew.codec.Compressor;
import io.github.kashew.error.CodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses with gzip (RFC 1952), which every platform reads. */
final class Gzip implements Compressor {

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream to = new GZIPOutputStream(compressed)) {
            to.write(bytes);
        } catch (IOException impossible) {
            throw new CodecException("memory refused bytes", impossible);
        }
        return compressed.toByteArray();
    }

    @Override
    public byte[] decompress(ByteBuffer compressed, int size) {
        byte[] bytes = new byte[compressed.remaining()];
        compressed.get(bytes);
        try (GZIPInputStream from = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] decompressed = from.readNBytes(size);
            if (decompressed.length != size || from.read() >= 0) {
                throw new CodecException("the compressed bytes are not of the size that was announced");
            }
            return decompressed;
        } catch (IOException malformed) {
            throw new CodecException("the bytes are not of gzip", malformed);
        }
    }
}
