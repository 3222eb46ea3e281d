package io.github.kashew.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of this test run, which issues certificates as PEM files: {@code name.crt} and {@code name.key}. */
final class Authority {

    private static final String PASSWORD = "of the tests";

    private final Path folder;
    private final Path store;

    /** Makes an authority, whose certificate is {@code name.crt}. */
    Authority(Path folder, String name) throws Exception {
        this.folder = folder;
        this.store = folder.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-alias", "k", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c");
        pem(name + ".crt", "CERTIFICATE", load(store).getCertificate("k").getEncoded());
    }

    /** Issues a certificate for a host, valid from {@code start}, such as {@code -1d}, for a number of days. */
    void issue(String name, String host, String start, int days) throws Exception {
        Path own = folder.resolve(name + ".p12");
        String request = folder.resolve(name + ".csr").toString();
        String issued = folder.resolve(name + ".crt").toString();
        keytool(own, "-genkeypair", "-alias", "k", "-keyalg", "EC", "-dname", "CN=" + host);
        keytool(own, "-certreq", "-alias", "k", "-file", request);
        List<String> signing = new ArrayList<>(List.of("-gencert", "-alias", "k", "-rfc", "-ext", "SAN=dns:" + host));
        signing.addAll(List.of("-infile", request, "-outfile", issued));
        signing.addAll(List.of("-startdate", start, "-validity", Integer.toString(days)));
        keytool(store, signing.toArray(String[]::new));
        pem(
                name + ".key",
                "PRIVATE KEY",
                load(own).getKey("k", PASSWORD.toCharArray()).getEncoded());
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Path log = Files.createTempFile(store.getParent(), "keytool", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + Files.readString(log));
        }
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private void pem(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
