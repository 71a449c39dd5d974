/**
 * The engine: one evaluation per host, led by the conductor in the order of the merge; facts, steps, failures.
 */
package groovyinfra.run;
