package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.assignX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.binX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.notX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.author.Open;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * Operators that the static compiler gets wrong: {@code key in value} is decided when it runs, since it would compare the two where
 * the value is open; {@code variable %= value} is written out, since it would not take that for an assignment.
 */
final class Operators extends ClassCodeExpressionTransformer {
    private final ModuleNode module;

    private Operators(ModuleNode module) {
        this.module = module;
    }

    static void rewrite(ModuleNode module) {
        Operators operators = new Operators(module);
        module.getClasses().forEach(operators::visitClass);
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
        if (expression instanceof BinaryExpression operator) {
            Expression left = operator.getLeftExpression();
            Expression right = operator.getRightExpression();
            int operation = operator.getOperation().getType();
            if (operation == Types.KEYWORD_IN || operation == Types.COMPARE_NOT_IN) {
                Expression found = positioned(isIn(transform(left), transform(right)), operator);
                return operation == Types.KEYWORD_IN ? found : positioned(notX(found), operator);
            }
            if (operation == Types.REMAINDER_EQUAL && left instanceof VariableExpression variable) {
                return positioned(assignX(variable, remainder(variable, transform(right), operator)), operator);
            }
        }
        return super.transform(expression);
    }

    private static Expression isIn(Expression key, Expression value) {
        return callX(classX(ClassHelper.make(Open.class)), "isIn", args(key, value));
    }

    private static Expression remainder(VariableExpression variable, Expression value, BinaryExpression operator) {
        Token sign = operator.getOperation();
        Token remainder = Token.newSymbol(Types.REMAINDER, sign.getStartLine(), sign.getStartColumn());
        return positioned(binX(varX(variable.getName()), remainder, value), operator);
    }

    private static Expression positioned(Expression expression, Expression old) {
        expression.setSourcePosition(old);
        return expression;
    }
}
