package groovyinfra.compile;

import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.AsmClassGenerator;

/** A movement between two statements. */
final class MovementStatement extends Statement {
    private final Movement movement;

    MovementStatement(Movement movement) {
        this.movement = movement;
    }

    @Override
    public void visit(GroovyCodeVisitor visitor) {
        if (visitor instanceof AsmClassGenerator generator) {
            movement.write(generator);
        }
    }
}
