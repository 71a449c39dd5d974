package groovyinfra.compile;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ExpressionTransformer;
import org.codehaus.groovy.classgen.AsmClassGenerator;

/** An expression with a movement right before it or right after it. For all but class generation it is that expression. */
final class Marked extends Expression {
    private final Expression expression;
    private final Movement movement;
    private final boolean before;

    private Marked(Expression expression, Movement movement, boolean before) {
        this.expression = expression;
        this.movement = movement;
        this.before = before;
        setSourcePosition(expression);
        copyNodeMetaData(expression);
    }

    static Marked before(Expression expression, Movement movement) {
        return new Marked(expression, movement, true);
    }

    static Marked after(Expression expression, Movement movement) {
        return new Marked(expression, movement, false);
    }

    @Override
    public void visit(GroovyCodeVisitor visitor) {
        if (!(visitor instanceof AsmClassGenerator generator)) {
            expression.visit(visitor);
        } else if (before) {
            movement.write(generator);
            expression.visit(visitor);
        } else {
            expression.visit(visitor);
            movement.write(generator);
        }
    }

    @Override
    public Expression transformExpression(ExpressionTransformer transformer) {
        return new Marked(transformer.transform(expression), movement, before);
    }

    @Override
    public ClassNode getType() {
        return expression.getType();
    }

    @Override
    public void setType(ClassNode type) {
        if (expression != null) {
            expression.setType(type);
        }
    }

    @Override
    public String getText() {
        return expression.getText();
    }
}
