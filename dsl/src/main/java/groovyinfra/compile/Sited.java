package groovyinfra.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;

/** The marked expressions of one body that contain a site, and how a site is put into an expression. */
final class Sited {
    private final Sites sites;
    private final Set<Expression> sited = Collections.newSetFromMap(new IdentityHashMap<>());

    Sited(Sites sites) {
        this.sites = sites;
    }

    long next(ASTNode node) {
        return sites.next(node);
    }

    boolean has(Expression expression) {
        return sited.contains(expression);
    }

    <E extends Expression> E add(E expression) {
        sited.add(expression);
        return expression;
    }

    void inherit(Expression whole, Expression part) {
        if (has(part)) {
            sited.add(whole);
        }
    }

    Expression before(Expression expression, long site) {
        return add(Marked.before(expression, Movement.at(site)));
    }

    /** The indices of elements in the order of evaluation: what is spread comes after all that is not. */
    static List<Integer> evaluated(List<? extends Expression> elements) {
        List<Integer> order = new ArrayList<>(elements.size());
        for (boolean spread : new boolean[] {false, true}) {
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i) instanceof SpreadExpression == spread) {
                    order.add(i);
                }
            }
        }
        return order;
    }

    /** The site comes last in the expression: in a list, after the last element that makes calls. */
    Expression after(Expression expression, long site) {
        return switch (expression) {
            case TupleExpression it -> {
                afterLast(it.getExpressions(), site);
                yield it;
            }
            case MapExpression it -> {
                afterLast(it.getMapEntryExpressions(), site);
                yield it;
            }
            case MapEntryExpression it
            when has(it.getValueExpression()) ->
                add(new MapEntryExpression(it.getKeyExpression(), after(it.getValueExpression(), site)));
            case MapEntryExpression it ->
                add(new MapEntryExpression(after(it.getKeyExpression(), site), it.getValueExpression()));
            case SpreadExpression it -> add(new SpreadExpression(after(it.getExpression(), site)));
            default -> add(Marked.after(expression, Movement.at(site)));
        };
    }

    @SuppressWarnings("unchecked")
    private <E extends Expression> void afterLast(List<E> elements, long site) {
        for (int i : evaluated(elements).reversed()) {
            if (has(elements.get(i))) {
                elements.set(i, (E) after(elements.get(i), site));
                return;
            }
        }
    }
}
