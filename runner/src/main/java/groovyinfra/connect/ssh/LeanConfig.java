package groovyinfra.connect.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA1;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;

/**
 * What may be negotiated with a server: the fast and safe algorithms, best first; nothing with SHA-1, CBC or DSS unless it is
 * asked for. The usual one is shared by all connections. The library's own configuration tries every cipher that it knows when it
 * is made, and registers a security provider of 8 MB: half a second that no run needs.
 */
final class LeanConfig extends ConfigImpl {
    static {
        // Must be said before the library touches any cipher; there is no other door to it.
        SecurityUtils.setRegisterBouncyCastle(false);
        CurveKeys.register();
    }

    /** Made when the first connection is, since most of its time goes into loading algorithms. */
    private static final class Shared {
        static final LeanConfig CONFIG = new LeanConfig(SshSettings.Algorithms.USUAL);
    }

    /** The usual one. */
    static LeanConfig shared() {
        return Shared.CONFIG;
    }

    LeanConfig(SshSettings.Algorithms algorithms) {
        setVersion("GroovyInfra_0.1");
        setLoggerFactory(LoggerFactory.DEFAULT);
        setKeyExchangeFactories(exchanges().of(algorithms.keyExchange()));
        setKeyAlgorithms(hostKeys().of(algorithms.hostKeys()));
        setCipherFactories(ciphers().of(algorithms.ciphers()));
        setMACFactories(macs().of(algorithms.macs()));
        setCompressionFactories(List.of(new NoneCompression.Factory()));
        setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        setFileKeyProviderFactories(List.of());
        setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    static Selection<KeyExchange> exchanges() {
        return new Selection<>(
                List.of(
                        new HybridExchange.Maker(),
                        new Curve25519SHA256.Factory(),
                        new Curve25519SHA256.FactoryLibSsh(),
                        new ECDHNistP.Factory256(),
                        new ECDHNistP.Factory384(),
                        new ECDHNistP.Factory521(),
                        DHGroups.Group14SHA256(),
                        DHGroups.Group16SHA512(),
                        new DHGexSHA256.Factory()),
                List.of(
                        DHGroups.Group18SHA512(),
                        DHGroups.Group14SHA1(),
                        new DHGexSHA1.Factory(),
                        DHGroups.Group1SHA1()),
                List.of("sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com"));
    }

    static Selection<Cipher> ciphers() {
        return new Selection<>(
                List.of(
                        GcmCiphers.AES128GCM(),
                        GcmCiphers.AES256GCM(),
                        BlockCiphers.AES128CTR(),
                        BlockCiphers.AES192CTR(),
                        BlockCiphers.AES256CTR(),
                        new ChaChaPoly.Maker()),
                List.of(
                        BlockCiphers.AES128CBC(),
                        BlockCiphers.AES192CBC(),
                        BlockCiphers.AES256CBC(),
                        BlockCiphers.TripleDESCBC()),
                List.of());
    }

    static Selection<MAC> macs() {
        return new Selection<>(
                List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()),
                List.of(Macs.HMACSHA1Etm(), Macs.HMACSHA1()),
                List.of(
                        "hmac-sha1-96",
                        "hmac-md5",
                        "hmac-md5-96",
                        "umac-64@openssh.com",
                        "umac-128@openssh.com",
                        "hmac-sha1-96-etm@openssh.com",
                        "hmac-md5-etm@openssh.com",
                        "hmac-md5-96-etm@openssh.com",
                        "umac-64-etm@openssh.com",
                        "umac-128-etm@openssh.com"));
    }

    // Certificates stand last: a server must not choose one where we know its plain key, but not its authority.
    static Selection<KeyAlgorithm> hostKeys() {
        return new Selection<>(
                List.of(
                        KeyAlgorithms.EdDSA25519(),
                        KeyAlgorithms.ECDSASHANistp256(),
                        KeyAlgorithms.ECDSASHANistp384(),
                        KeyAlgorithms.ECDSASHANistp521(),
                        KeyAlgorithms.RSASHA512(),
                        KeyAlgorithms.RSASHA256(),
                        KeyAlgorithms.EdDSA25519CertV01(),
                        KeyAlgorithms.ECDSASHANistp256CertV01(),
                        KeyAlgorithms.ECDSASHANistp384CertV01(),
                        KeyAlgorithms.ECDSASHANistp521CertV01(),
                        certified("rsa-sha2-512", new SignatureRSA.FactoryRSASHA512()),
                        certified("rsa-sha2-256", new SignatureRSA.FactoryRSASHA256())),
                List.of(KeyAlgorithms.SSHRSA(), KeyAlgorithms.SSHDSA()),
                List.of(
                        "ssh-rsa" + Identity.CERTIFICATE,
                        "ssh-dss" + Identity.CERTIFICATE,
                        "sk-ssh-ed25519@openssh.com",
                        "sk-ssh-ed25519" + Identity.CERTIFICATE,
                        "sk-ecdsa-sha2-nistp256@openssh.com",
                        "sk-ecdsa-sha2-nistp256" + Identity.CERTIFICATE,
                        "webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
                        "webauthn-sk-ecdsa-sha2-nistp256" + Identity.CERTIFICATE));
    }

    private static Factory.Named<KeyAlgorithm> certified(String name, Factory.Named<Signature> signature) {
        return new KeyAlgorithms.Factory(name + Identity.CERTIFICATE, signature, KeyType.RSA_CERT);
    }
}
