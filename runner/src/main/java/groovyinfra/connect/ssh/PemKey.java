package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.Identity.Unusable;
import groovyinfra.connect.ssh.KeyFile.WrongPassphrase;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Private keys in the older formats: PKCS#8 and the PEM forms of OpenSSL. Read with Bouncy Castle, which is loaded for such a
 * file only and is not registered as a provider; the keys that come out are the platform's own.
 */
final class PemKey {
    private PemKey() {}

    static KeyPair open(String text, char[] passphrase) throws Unusable, WrongPassphrase {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object read = parser.readObject();
            // OpenSSL writes the curve of an EC key first, as an object of its own.
            while (read != null && !isPrivate(read)) {
                read = parser.readObject();
            }
            return pair(info(read, passphrase));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            throw new Unusable("is damaged or of an unknown kind");
        }
    }

    private static boolean isPrivate(Object read) {
        return read instanceof PEMKeyPair
                || read instanceof PEMEncryptedKeyPair
                || read instanceof PrivateKeyInfo
                || read instanceof PKCS8EncryptedPrivateKeyInfo;
    }

    private static PrivateKeyInfo info(Object read, char[] passphrase)
            throws IOException, GeneralSecurityException, Unusable, WrongPassphrase {
        return switch (read) {
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PrivateKeyInfo plain -> plain;
            case PEMEncryptedKeyPair locked -> unlock(locked, passphrase);
            case PKCS8EncryptedPrivateKeyInfo locked -> unlock(locked.getEncoded(), passphrase);
            case null, default -> throw new Unusable("is not a private key");
        };
    }

    private static PrivateKeyInfo unlock(PEMEncryptedKeyPair locked, char[] passphrase)
            throws IOException, WrongPassphrase {
        try {
            return locked.decryptKeyPair(new BcPEMDecryptorProvider(passphrase)).getPrivateKeyInfo();
        } catch (PEMException wrong) {
            throw new WrongPassphrase();
        }
    }

    private static PrivateKeyInfo unlock(byte[] locked, char[] passphrase)
            throws IOException, GeneralSecurityException, WrongPassphrase {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(locked);
        // For PBES2 the parameters know the full name, such as PBEWithHmacSHA256AndAES_256.
        String scheme =
                info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
        Cipher cipher = Cipher.getInstance(scheme);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(passphrase)),
                info.getAlgParameters());
        try {
            return PrivateKeyInfo.getInstance(info.getKeySpec(cipher).getEncoded());
        } catch (GeneralSecurityException wrong) {
            throw new WrongPassphrase();
        }
    }

    private static KeyPair pair(PrivateKeyInfo info) throws IOException, GeneralSecurityException, Unusable {
        AsymmetricKeyParameter secret = PrivateKeyFactory.createKey(info);
        SubjectPublicKeyInfo open = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicOf(secret));
        KeyFactory factory = KeyFactory.getInstance(
                switch (secret) {
                    case RSAKeyParameters _ -> "RSA";
                    case ECPrivateKeyParameters _ -> "EC";
                    default -> "Ed25519";
                });
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(open.getEncoded())),
                factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded())));
    }

    private static AsymmetricKeyParameter publicOf(AsymmetricKeyParameter secret) throws Unusable {
        return switch (secret) {
            case RSAPrivateCrtKeyParameters rsa ->
                new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
            case ECPrivateKeyParameters ec ->
                new ECPublicKeyParameters(
                        ec.getParameters().getG().multiply(ec.getD()).normalize(), ec.getParameters());
            case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
            default -> throw new Unusable("is of a kind that is not safe any more, or not known");
        };
    }
}
