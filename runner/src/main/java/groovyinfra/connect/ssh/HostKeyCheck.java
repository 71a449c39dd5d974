package groovyinfra.connect.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import groovyinfra.connect.ssh.KnownHosts.Acquaintance;
import groovyinfra.connect.ssh.KnownHosts.Verdict;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Looks at the key that a server shows on one connection, and remembers why it refused it. */
final class HostKeyCheck implements HostKeyVerifier {
    private static final long HOST_CERTIFICATE = 2;
    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "rsa-sha2-512-cert-v01@openssh.com",
            "rsa-sha2-256-cert-v01@openssh.com");

    private final HostKeys keys;
    private final String host;
    private final SshSettings settings;
    private volatile Optional<Problem> refusal = Optional.empty();
    private volatile Optional<UnknownHostKey> unknown = Optional.empty();

    HostKeyCheck(HostKeys keys, String host, SshSettings settings) {
        this.keys = keys;
        this.host = host;
        this.settings = settings;
    }

    /** Why the key was refused, if it was. */
    Optional<Problem> refusal() {
        return refusal;
    }

    /** The key, if it was refused because nobody knows it. */
    Optional<UnknownHostKey> unknown() {
        return unknown;
    }

    /** Asks the server for a key that we know, where we know one: it may have several. */
    @Override
    public List<String> findExistingAlgorithms(String address, int port) {
        Acquaintance acquaintance = keys.acquaintance(settings);
        List<String> names = new ArrayList<>();
        if (acquaintance.authority()) {
            names.addAll(CERTIFICATES);
        }
        for (String type : acquaintance.types()) {
            names.addAll(type.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type));
        }
        return names;
    }

    @Override
    public boolean verify(String address, int port, PublicKey presented) {
        HostKey key = HostKey.of(plain(presented));
        if (settings.trust().pinned().isPresent()) {
            return pinned(key, settings.trust().pinned().get());
        }
        if (settings.trust().policy() == HostKeyPolicy.INSECURE) {
            return true;
        }
        return switch (keys.judge(settings, key, authority(presented))) {
            case Verdict.Known() -> true;
            case Verdict.Unknown() ->
                accept(new UnknownHostKey(
                        host, settings.knownAs(), key, settings.trust().files()));
            case Verdict.Changed(HostKey old, var at) ->
                refuse(new Problem(
                        "Host key has changed",
                        Problem.Where.host(host, at),
                        "expected " + old.shown() + " (" + at.shown() + ")\nreceived " + key.shown() + " from "
                                + settings.knownAs(),
                        "find out why; if the host was set up anew: ssh-keygen -f '" + at.file() + "' -R '"
                                + settings.knownAs() + "'"));
            case Verdict.Revoked(HostKey marked, var at) -> refuse(revoked(key, marked, at));
        };
    }

    private Problem revoked(HostKey key, HostKey marked, Position at) {
        String mark = marked.shown() + ", marked @revoked at " + at.shown();
        return key.equals(marked)
                ? new Problem(
                        "Host key is revoked",
                        Problem.Where.host(host, at),
                        "received " + mark,
                        "give the host a new key: nobody must trust this one")
                : new Problem(
                        "Authority of the host key is revoked",
                        Problem.Where.host(host, at),
                        "received " + key.shown() + " with a certificate by " + mark,
                        "have the host's key certified by another authority");
    }

    private boolean accept(UnknownHostKey key) {
        if (settings.trust().policy() == HostKeyPolicy.ACCEPT_NEW) {
            try {
                keys.accept(List.of(key));
                return true;
            } catch (IOException unwritable) {
                return refuse(new Problem(
                        "Host key could not be written",
                        Problem.Where.host(host),
                        key.shown() + "\n" + unwritable.getMessage(),
                        "make the file writable for you"));
            }
        }
        unknown = Optional.of(key);
        return refuse(keys.unknown(key));
    }

    private boolean pinned(HostKey key, String fingerprint) {
        return key.fingerprint().equals(fingerprint)
                || refuse(new Problem(
                        "Host key differs from the inventory",
                        Problem.Where.host(host),
                        "expected " + fingerprint + " (hostKey)\nreceived " + key.shown(),
                        "find out why before you change `hostKey`"));
    }

    private boolean refuse(Problem problem) {
        refusal = Optional.of(problem);
        return false;
    }

    private static PublicKey plain(PublicKey presented) {
        return presented instanceof Certificate<?> certificate ? certificate.getKey() : presented;
    }

    // The library has verified the signature, names and dates of the certificate, but not that it is one for hosts.
    private static Optional<HostKey> authority(PublicKey presented) {
        if (presented instanceof Certificate<?> certificate
                && certificate.getType() == HOST_CERTIFICATE
                && !"ssh-rsa".equals(signatureType(certificate))) {
            return Optional.of(HostKey.of(certificate.getSignatureKey()));
        }
        return Optional.empty();
    }

    private static String signatureType(Certificate<?> certificate) {
        try {
            return new Buffer.PlainBuffer(certificate.getSignature()).readString();
        } catch (Buffer.BufferException garbled) {
            return "ssh-rsa";
        }
    }
}
