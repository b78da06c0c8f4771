// Written by scripts/generate.ts; `npm run generate` writes it anew.
"use strict";
export const validateTests = validate21;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
let data0 = data[key0];
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"properties":{"name":true,"each":true,"at":true,"release":true,"set":true,"facts":true,"starts":true,"rollout":true,"timeline":true,"expect":true}};
const func2 = Object.prototype.hasOwnProperty;

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.at === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "at"}});
}
for(const key0 in data){
if(!(((key0 === "at") || (key0 === "facts")) || (key0 === "do"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.at !== undefined){
if(typeof data.at !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/at",keyword:"type",params:{}});
}
}
if(data.facts !== undefined){
let data1 = data.facts;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/facts",keyword:"type",params:{}});
}
}
if(data.do !== undefined){
let data2 = data.do;
if(typeof data2 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/do",keyword:"type",params:{}});
}
if(!((((((data2 === "approve") || (data2 === "promote")) || (data2 === "pause")) || (data2 === "resume")) || (data2 === "rollback")) || (data2 === "abort"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/do",keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate26.errors = vErrors;
return errors === 0;
}


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!((((((key0 === "decision") || (key0 === "rules")) || (key0 === "reasons")) || (key0 === "phase")) || (key0 === "within")) || (key0 === "max_weight"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.decision !== undefined){
let data0 = data.decision;
if(typeof data0 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/decision",keyword:"type",params:{}});
}
if(!(((data0 === "safe") || (data0 === "blocked")) || (data0 === "critical"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/decision",keyword:"enum",params:{}});
}
}
if(data.rules !== undefined){
let data1 = data.rules;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rules",keyword:"minProperties",params:{limit: 1}});
}
for(const key1 in data1){
let data2 = data1[key1];
if(typeof data2 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
if(!((((data2 === "pass") || (data2 === "fail")) || (data2 === "unknown")) || (data2 === "skipped"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/rules",keyword:"type",params:{}});
}
}
if(data.reasons !== undefined){
let data3 = data.reasons;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/reasons",keyword:"minProperties",params:{limit: 1}});
}
for(const key2 in data3){
let data4 = data3[key2];
if((typeof data4 !== "string") && (!(Array.isArray(data4)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/reasons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(data5.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/reasons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/reasons/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,keyword:"type",params:{}});
}
}
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/reasons",keyword:"type",params:{}});
}
}
if(data.phase !== undefined){
let data6 = data.phase;
if(typeof data6 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/phase",keyword:"type",params:{}});
}
if(!((((((((data6 === "pending") || (data6 === "shifting")) || (data6 === "observing")) || (data6 === "paused")) || (data6 === "completed")) || (data6 === "rolling_back")) || (data6 === "rolled_back")) || (data6 === "failed"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/phase",keyword:"enum",params:{}});
}
}
if(data.within !== undefined){
if(typeof data.within !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/within",keyword:"type",params:{}});
}
}
if(data.max_weight !== undefined){
let data8 = data.max_weight;
if((typeof data8 !== "string") && (!(data8 && typeof data8 == "object" && !Array.isArray(data8)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_weight",keyword:"type",params:{}});
}
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_weight",keyword:"minProperties",params:{limit: 1}});
}
for(const key3 in data8){
if(typeof data8[key3] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_weight/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate28.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "name"}});
}
if(data.expect === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "expect"}});
}
for(const key0 in data){
if(!(func2.call(schema8.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
if(data.each !== undefined){
let data1 = data.each;
if(Array.isArray(data1)){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/each",keyword:"minItems",params:{limit: 1}});
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/each/" + i0,keyword:"minProperties",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/each/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/each",keyword:"type",params:{}});
}
}
if(data.at !== undefined){
if(typeof data.at !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/at",keyword:"type",params:{}});
}
}
if(data.release !== undefined){
if(!(validate22(data.release, {instancePath:instancePath+"/release",parentData:data,parentDataProperty:"release",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.set !== undefined){
let data5 = data.set;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/set",keyword:"type",params:{}});
}
}
if(data.facts !== undefined){
let data6 = data.facts;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/facts",keyword:"type",params:{}});
}
}
if(data.starts !== undefined){
let data7 = data.starts;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(typeof data7[i1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/starts/" + i1,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/starts",keyword:"type",params:{}});
}
}
if(data.rollout !== undefined){
let data9 = data.rollout;
if(typeof data9 === "string"){
if(data9.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rollout",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/rollout",keyword:"type",params:{}});
}
}
if(data.timeline !== undefined){
let data10 = data.timeline;
if(Array.isArray(data10)){
if(data10.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeline",keyword:"minItems",params:{limit: 1}});
}
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
if(!(validate26(data10[i2], {instancePath:instancePath+"/timeline/" + i2,parentData:data10,parentDataProperty:i2,rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeline",keyword:"type",params:{}});
}
}
if(data.expect !== undefined){
if(!(validate28(data.expect, {instancePath:instancePath+"/expect",parentData:data,parentDataProperty:"expect",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate24.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cases === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "cases"}});
}
for(const key0 in data){
if(!((((((key0 === "policy") || (key0 === "at")) || (key0 === "release")) || (key0 === "set")) || (key0 === "facts")) || (key0 === "cases"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.policy !== undefined){
let data0 = data.policy;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/policy",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/policy",keyword:"type",params:{}});
}
}
if(data.at !== undefined){
if(typeof data.at !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/at",keyword:"type",params:{}});
}
}
if(data.release !== undefined){
if(!(validate22(data.release, {instancePath:instancePath+"/release",parentData:data,parentDataProperty:"release",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.set !== undefined){
let data3 = data.set;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/set",keyword:"type",params:{}});
}
}
if(data.facts !== undefined){
let data4 = data.facts;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/facts",keyword:"type",params:{}});
}
}
if(data.cases !== undefined){
let data5 = data.cases;
if(Array.isArray(data5)){
if(data5.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cases",keyword:"minItems",params:{limit: 1}});
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate24(data5[i0], {instancePath:instancePath+"/cases/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/cases",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate21.errors = vErrors;
return errors === 0;
}
