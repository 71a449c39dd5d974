package groovyinfra.compile;

import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ExpressionTransformer;
import org.codehaus.groovy.classgen.AsmClassGenerator;

/** The condition of a loop with a movement right before it, such as the beginning of an iteration. */
final class MarkedCondition extends BooleanExpression {
    private final BooleanExpression condition;
    private final Movement movement;

    MarkedCondition(BooleanExpression condition, Movement movement) {
        super(condition.getExpression());
        this.condition = condition;
        this.movement = movement;
        setSourcePosition(condition);
        copyNodeMetaData(condition);
    }

    @Override
    public void visit(GroovyCodeVisitor visitor) {
        if (visitor instanceof AsmClassGenerator generator) {
            movement.write(generator);
        }
        condition.visit(visitor);
    }

    @Override
    public Expression transformExpression(ExpressionTransformer transformer) {
        return new MarkedCondition((BooleanExpression) transformer.transform(condition), movement);
    }
}
