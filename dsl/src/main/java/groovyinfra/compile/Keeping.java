package groovyinfra.compile;

import java.util.List;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ExpressionTransformer;
import org.codehaus.groovy.classgen.AsmClassGenerator;
import org.codehaus.groovy.transform.sc.TemporaryVariableExpression;

/** An expression some parts of which are evaluated once, before the rest, and may be used several times. */
final class Keeping extends Expression {
    private final Expression expression;
    private final List<TemporaryVariableExpression> kept;

    Keeping(Expression expression, List<TemporaryVariableExpression> kept) {
        this.expression = expression;
        this.kept = kept;
        setSourcePosition(expression);
        copyNodeMetaData(expression);
    }

    @Override
    public void visit(GroovyCodeVisitor visitor) {
        if (!(visitor instanceof AsmClassGenerator generator)) {
            expression.visit(visitor);
        } else {
            for (TemporaryVariableExpression it : kept) {
                it.visit(visitor);
                generator.getController().getOperandStack().pop();
            }
            expression.visit(visitor);
            kept.reversed().forEach(it -> it.remove(generator.getController()));
        }
    }

    @Override
    public Expression transformExpression(ExpressionTransformer transformer) {
        return this;
    }

    @Override
    public ClassNode getType() {
        return expression.getType();
    }

    @Override
    public String getText() {
        return expression.getText();
    }
}
