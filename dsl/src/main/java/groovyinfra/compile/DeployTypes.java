package groovyinfra.compile;

import org.codehaus.groovy.transform.stc.AbstractTypeCheckingExtension;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;

/** What the static type checker does not know by itself: operations, facts, values that are open until they run. */
public final class DeployTypes extends AbstractTypeCheckingExtension {
    /** Made by the type checker. */
    public DeployTypes(StaticTypeCheckingVisitor visitor) {
        super(visitor);
    }
}
