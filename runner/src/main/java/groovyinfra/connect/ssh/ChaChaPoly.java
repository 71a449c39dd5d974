package groovyinfra.connect.ssh;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.cipher.Cipher;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * {@code chacha20-poly1305@openssh.com}: the length of a packet is encrypted with a key of its own, and all of it is signed with
 * a key that the cipher makes for each packet. The library has one too, but only with Bouncy Castle's provider.
 */
final class ChaChaPoly implements Cipher {
    private static final String NAME = "ChaCha20";
    private static final int KEY = 32;
    private static final int LENGTH = 4;
    private static final int TAG = 16;
    private static final int BLOCK = 64;
    private static final int NONCE = 12;

    private final javax.crypto.Cipher payload = cipher();
    private final javax.crypto.Cipher lengths = cipher();
    private final Poly1305 signer = new Poly1305();
    private final byte[] nonce = new byte[NONCE];
    private final byte[] signing = new byte[BLOCK];
    private final byte[] encryptedLength = new byte[LENGTH];
    private Mode mode = Mode.Encrypt;
    private SecretKeySpec payloadKey = new SecretKeySpec(new byte[KEY], NAME);
    private SecretKeySpec lengthKey = payloadKey;

    /** Makes them. */
    static final class Maker implements Factory.Named<Cipher> {
        @Override
        public Cipher create() {
            return new ChaChaPoly();
        }

        @Override
        public String getName() {
            return "chacha20-poly1305@openssh.com";
        }
    }

    @Override
    public int getBlockSize() {
        return 2 * KEY;
    }

    @Override
    public int getIVSize() {
        return 0;
    }

    @Override
    public int getAuthenticationTagSize() {
        return TAG;
    }

    @Override
    public void init(Mode mode, byte[] key, byte[] iv) {
        this.mode = mode;
        payloadKey = new SecretKeySpec(key, 0, KEY, NAME);
        lengthKey = new SecretKeySpec(key, KEY, KEY, NAME);
    }

    /** Begins a packet. The number is the second half of a nonce whose first is the upper half of the block counter: zero. */
    @Override
    public void setSequenceNumber(long number) {
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE - 1 - i] = (byte) (number >>> (Byte.SIZE * i));
        }
        try {
            ChaCha20ParameterSpec first = new ChaCha20ParameterSpec(nonce, 0);
            payload.init(javax.crypto.Cipher.ENCRYPT_MODE, payloadKey, first);
            lengths.init(javax.crypto.Cipher.ENCRYPT_MODE, lengthKey, first);
            Arrays.fill(signing, (byte) 0);
            payload.update(signing, 0, BLOCK, signing, 0);
        } catch (GeneralSecurityException impossible) {
            throw new SSHRuntimeException(impossible);
        }
        signer.init(new KeyParameter(signing, 0, KEY));
    }

    @Override
    public void updateAAD(byte[] data) {
        updateAAD(data, 0, LENGTH);
    }

    @Override
    public void updateAAD(byte[] data, int offset, int length) {
        System.arraycopy(data, offset, encryptedLength, 0, LENGTH);
        crypt(lengths, data, offset, LENGTH);
    }

    /** The tag stands behind the data, or is written there; of what is received, the length was decrypted before. */
    @Override
    public void update(byte[] data, int offset, int length) {
        byte[] tag = new byte[TAG];
        if (mode == Mode.Encrypt) {
            crypt(payload, data, offset, length);
            signer.update(data, offset - LENGTH, LENGTH + length);
            signer.doFinal(data, offset + length);
            return;
        }
        signer.update(encryptedLength, 0, LENGTH);
        signer.update(data, offset, length);
        signer.doFinal(tag, 0);
        if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(data, offset + length, offset + length + TAG))) {
            throw new SSHRuntimeException("a packet was changed on its way");
        }
        crypt(payload, data, offset, length);
    }

    @Override
    public void updateWithAAD(byte[] data, int offset, int aadLength, int length) {
        updateAAD(data, offset, aadLength);
        update(data, offset + aadLength, length);
    }

    private static void crypt(javax.crypto.Cipher cipher, byte[] data, int offset, int length) {
        try {
            cipher.update(data, offset, length, data, offset);
        } catch (GeneralSecurityException impossible) {
            throw new SSHRuntimeException(impossible);
        }
    }

    private static javax.crypto.Cipher cipher() {
        try {
            return javax.crypto.Cipher.getInstance(NAME);
        } catch (GeneralSecurityException missing) {
            throw new SSHRuntimeException(missing);
        }
    }
}
