package groovyinfra.compile;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.AsmClassGenerator;

/** A movement between two statements. */
final class MovementStatement extends Statement {
    private final Movement movement;

    MovementStatement(Movement movement) {
        this.movement = movement;
    }

    /** A block of these statements, with the position and the variables of one that was there. */
    static BlockStatement block(Statement like, Statement... statements) {
        VariableScope scope = like instanceof BlockStatement block ? block.getVariableScope() : null;
        BlockStatement result = new BlockStatement(
                new ArrayList<>(List.of(statements)), scope == null ? new VariableScope() : new VariableScope(scope));
        result.setSourcePosition(like);
        return result;
    }

    @Override
    public void visit(GroovyCodeVisitor visitor) {
        if (visitor instanceof AsmClassGenerator generator) {
            movement.write(generator);
        }
    }
}
