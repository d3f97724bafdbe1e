/* Special functions of statistics, made of additions, multiplications,
 * divisions and square roots alone, which IEEE 754 rounds alike everywhere:
 * the same input gives the same bits on every machine, whatever its C
 * library. Relative difference of the incomplete functions from scipy's: 1e-13
 * for arguments up to 1e5, 1e-10 up to 1e6 (tests/peer/statistics.py); what is
 * printed has at most ten digits. */
#ifndef ANALYSIS_SPECIAL_H
#define ANALYSIS_SPECIAL_H

/* Two-sided 95% of the normal distribution. */
#define Z_95 1.9599639845400545

double special_log(double x); /* natural; -INFINITY at 0, NAN below */
double special_exp(double x);
double special_log_gamma(double x);	       /* x > 0 */
double special_log_choose(double n, double k); /* of N over K */

/* Lower and upper regularised incomplete gamma function, shape A > 0.
 * Source: Abramowitz & Stegun 1964, 6.5.29 (series), 6.5.31 (fraction). */
double special_gamma_lower(double a, double x);
double special_gamma_upper(double a, double x);

/* Regularised incomplete beta function I_x(a, b), A and B > 0.
 * Source: Abramowitz & Stegun 1964, 26.5.8, by the method of Lentz. */
double special_beta(double a, double b, double x);

/* Chance of a value above Z, or above X with DF degrees of freedom. */
double normal_upper(double z);
double chi2_upper(double x, double df);

/* Chance of a value further from 0 than T, on either side (Student). */
double student_two_sided(double t, double df);

/* The value with P below it. Bisection, so that steps are counted. */
double normal_quantile(double p);
double gamma_quantile(double p, double shape); /* of scale 1 */
double beta_quantile(double p, double a, double b);
double student_quantile(double p, double df);

/* Chance of at most COUNT events where MEAN are expected (Poisson). */
double poisson_lower(double count, double mean);
double poisson_point(double count, double mean);
/* Chance of exactly, at least, and at most COUNT hits in N trials of chance
 * P; of 1 - P the last is as sure as the second. */
double binomial_point(double count, double n, double p);
double binomial_upper(double count, double n, double p);
double binomial_lower(double count, double n, double p);

#endif
