package groovyinfra.connect.ssh;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;

/** The JDK's keys on elliptic curves under the name by which the library asks for them, which only BouncyCastle knows else. */
final class CurveKeys extends Provider {
    private static final String JDK_NAME = "EC";
    private static final String LIBRARY_NAME = "ECDSA";

    private CurveKeys() {
        super("GroovyInfra", "1", "KeyFactory " + LIBRARY_NAME + ", which is " + JDK_NAME);
        putService(new Service(this, "KeyFactory", LIBRARY_NAME, Renamed.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Renamed(KeyFactory.getInstance(JDK_NAME));
            }
        });
    }

    /** Makes them known; once is enough. */
    static void register() {
        Security.addProvider(new CurveKeys());
    }

    private static final class Renamed extends KeyFactorySpi {
        private final KeyFactory factory;

        Renamed(KeyFactory factory) {
            this.factory = factory;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return factory.getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return factory.translateKey(key);
        }
    }
}
