package groovyinfra.connect.demo;

import groovyinfra.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.session.SessionFactory;

/**
 * An SSH server for demo hosts, told apart by the user who logs in. It listens on the loopback interface only, at a free port;
 * its host key and the password of its users exist in memory only, for as long as it runs.
 */
public final class DemoServer implements AutoCloseable {
    private final SshServer server;
    private final Secret password;
    private final String fingerprint;

    private DemoServer(SshServer server, Secret password, String fingerprint) {
        this.server = server;
        this.password = password;
        this.fingerprint = fingerprint;
    }

    /** Starts one whose hosts live there. */
    public static DemoServer start(DemoHomes homes) throws IOException {
        // Looked at once, before the first key: the library would otherwise load all of BouncyCastle, for half a
        // second.
        System.setProperty(SecurityUtils.SECURITY_PROVIDER_REGISTRARS, "none");
        Secret password = newPassword();
        KeyPair hostKey = hostKey();
        SshServer server = lean();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator((user, given, session) -> given.equals(password.reveal()));
        server.setCommandFactory((channel, command) ->
                new DemoCommand(homes, channel.getSession().getUsername(), command));
        server.start();
        return new DemoServer(server, password, KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic()));
    }

    private static SshServer lean() {
        SshServer server = ServerBuilder.builder()
                .randomFactory(new SingletonRandomFactory(JceRandomFactory.INSTANCE))
                .keyExchangeFactories(List.of(
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519),
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.ecdhp256)))
                .signatureFactories(List.of(BuiltinSignatures.nistp256))
                .cipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes128ctr))
                .macFactories(List.of(BuiltinMacs.hmacsha256etm))
                .compressionFactories(List.of(BuiltinCompressions.none))
                .build();
        server.setSessionFactory(new SessionFactory(server));
        // Frames are small and many; each would wait for an acknowledgement.
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        return server;
    }

    private static Secret newPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }

    private static KeyPair hostKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens. */
    public String address() {
        return server.getHost();
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    /** What lets every user in. */
    public Secret password() {
        return password;
    }

    /** Of its host key, as in {@code SHA256:...}. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Stops listening; what hosts are running is ended. */
    @Override
    public void close() {
        try {
            server.close(true).await(Duration.ofSeconds(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
