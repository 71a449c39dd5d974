package groovyinfra.connect.ssh;

import java.io.IOException;
import java.util.Optional;

/** A key with the certificate that an authority gave it. */
final class CertifiedIdentity implements Identity {
    private final UserCertificate certificate;
    private final Identity key;

    CertifiedIdentity(UserCertificate certificate, Identity key) {
        this.certificate = certificate;
        this.key = key;
    }

    @Override
    public String label() {
        return "certificate " + certificate.label();
    }

    @Override
    public byte[] blob() throws Unusable {
        if (!certificate.reason().isEmpty()) {
            throw new Unusable(certificate.reason());
        }
        return certificate.blob();
    }

    @Override
    public Optional<byte[]> openBlob() {
        return Optional.of(certificate.blob());
    }

    @Override
    public boolean ready() {
        return key.ready();
    }

    @Override
    public byte[] sign(String algorithm, byte[] data) throws Unusable, IOException {
        return key.sign(Identity.plain(algorithm), data);
    }
}
