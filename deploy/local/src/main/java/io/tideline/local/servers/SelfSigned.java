package io.tideline.local.servers;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tideline.local.folder.Checkout;
import io.tideline.local.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine, and for the fetcher by its name among containers, that signs itself, and its key, both as PEM files: for tests of TLS. */
public record SelfSigned(Path certificate, Path key) {
    private static final String TYPE = "PKCS12";
    private static final String ALIAS = "test";
    private static final String PASSWORD = "only-for-tests";
    private static final int WIDTH = 64;

    /** Makes one in the folder with the JDK's own tool. */
    public static SelfSigned in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("self-signed.p12");
        generate(store);
        KeyStore keys = KeyStore.getInstance(TYPE);
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate(ALIAS);
        Key key = keys.getKey(ALIAS, PASSWORD.toCharArray());
        return new SelfSigned(
                pem(folder.resolve("tls.crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(folder.resolve("tls.key"), "PRIVATE KEY", key.getEncoded()));
    }

    /** What a client needs that trusts this certificate, and no other. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        try (InputStream stream = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(stream));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** The variables by which {@code deploy/compose.tls.yaml} gives a service TLS, with these files and a port of this machine. */
    public Map<String, String> overlay(int port) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        new YAMLMapper()
                .readTree(Checkout.find().file("deploy/compose.tls.yaml").toFile())
                .path("x-tls")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(), here(variable.getValue().asText(), port)));
        return variables;
    }

    private String here(String value, int port) {
        return value.replace("/etc/tideline/tls/tls.crt", certificate.toString())
                .replace("/etc/tideline/tls/tls.key", key.toString())
                .replace("8443", Integer.toString(port));
    }

    private static void generate(Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        JavaCommand.JAVA.resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        ALIAS,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,dns:fetcher,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        TYPE,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) throw new IOException("keytool made no certificate in " + store);
    }

    private static Path pem(Path file, String what, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
