/* Which deployment brought a commit to production. */
#ifndef LINK_DEPLOYMENT_H
#define LINK_DEPLOYMENT_H

#include "base/error.h"
#include "model/model.h"

/* Fills commit_deployment: for each commit the first successful deployment to
 * production that holds it, by walking the parents from the revision that was
 * deployed. Deployments without a known revision give nothing. */
bool link_deployments(struct model *model, struct error *err) MUST_USE;

#endif
