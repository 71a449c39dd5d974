package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.notX;

import groovyinfra.author.Open;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/** Decides {@code key in value} when it runs: compiled statically it would compare the two where the value is open. */
final class Membership extends ClassCodeExpressionTransformer {
    private final ModuleNode module;

    private Membership(ModuleNode module) {
        this.module = module;
    }

    static void rewrite(ModuleNode module) {
        Membership membership = new Membership(module);
        module.getClasses().forEach(membership::visitClass);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    @Override
    public Expression transform(Expression expression) {
        if (expression instanceof ClosureExpression closure) {
            closure.getCode().visit(this);
            return closure;
        }
        if (expression instanceof BinaryExpression test) {
            int operation = test.getOperation().getType();
            if (operation == Types.KEYWORD_IN || operation == Types.COMPARE_NOT_IN) {
                Expression found = callX(
                        classX(ClassHelper.make(Open.class)),
                        "isIn",
                        args(transform(test.getLeftExpression()), transform(test.getRightExpression())));
                found.setSourcePosition(test);
                return operation == Types.KEYWORD_IN ? found : positioned(notX(found), test);
            }
        }
        return super.transform(expression);
    }

    private static Expression positioned(Expression expression, Expression old) {
        expression.setSourcePosition(old);
        return expression;
    }
}
